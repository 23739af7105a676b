using System.Text;
using System.Text.Json;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Export;

/// <summary>The index that the static site is searched by: a script, since pages opened from a folder may not fetch.</summary>
internal static class SearchIndex
{
    public static void Write(WebLibrary library, Stream stream)
    {
        stream.Write("window.undeliveredIndex="u8);
        // The writer's own escaping keeps </script> and the line ends that JavaScript minds out of it.
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            WriteEntries(writer, library);
            WriteCodes(writer, library);
            WritePages(writer, library);
            writer.WriteEndObject();
        }

        stream.Write(";\n"u8);
    }

    private static void WriteEntries(Utf8JsonWriter writer, WebLibrary library)
    {
        writer.WriteStartArray("entries");
        foreach (var entry in library.Entries)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(entry.Id);
            writer.WriteStringValue(WebLibrary.Filled(entry.Title));
            writer.WriteStringValue(library.SpeakerName(entry.Speaker));
            writer.WriteStringValue(string.Join(' ', CodeIndex.NamesOf(entry).Take(4).Select(c => c.Text)));
            writer.WriteStringValue(Words(entry));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>What else one may look for: the cause and the beginning of the first wordings.</summary>
    private static string Words(Entry entry)
    {
        var words = new StringBuilder(entry.Cause.Replace('_', ' ').Replace('.', ' '));
        foreach (var match in entry.Match.Where(m => m.Text is not null || m.Token is not null).Take(3))
        {
            var text = match.Text ?? match.Token!;
            words.Append(' ').Append(text.AsSpan(0, Math.Min(text.Length, 90)));
        }

        return words.ToString();
    }

    private static void WriteCodes(Utf8JsonWriter writer, WebLibrary library)
    {
        writer.WriteStartArray("codes");
        foreach (var code in library.Codes.Names)
        {
            writer.WriteStringValue(code.Slug);
        }

        writer.WriteEndArray();
    }

    private static void WritePages(Utf8JsonWriter writer, WebLibrary library)
    {
        writer.WriteStartArray("pages");
        foreach (var (path, name, kind) in library.Speakers.Select(s => ("/speakers/" + s.Id, s.Name, "speaker"))
            .Concat(library.Causes.Select(c => ("/causes/" + c.Id, c.Title, "cause")))
            .Concat(library.Guides.Select(g => ("/guides/" + g.Id, g.Title, "guide"))))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Links.FileOf(path));
            writer.WriteStringValue(name);
            writer.WriteStringValue(kind);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
