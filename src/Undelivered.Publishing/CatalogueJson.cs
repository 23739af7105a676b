using System.Text.Json;

namespace Undelivered.Publishing;

/// <summary>Publishes a catalogue as one JSON object, for programs that bring their own engine or user interface.</summary>
public static class CatalogueJson
{
    /// <summary>Writes everything that the catalogue holds, with each entry's decision filled in from its cause, and leaves the stream open.</summary>
    /// <remarks>A permanence or retry that the reply's class decides is null or <c>by-reply-class</c>. Angle brackets are not escaped: do not paste it into a page's script.</remarks>
    /// <param name="catalogue">What to publish.</param>
    /// <param name="stream">Where to; it need not be seekable.</param>
    /// <param name="indented">Whether to lay it out for people.</param>
    public static void Write(Catalogue catalogue, Stream stream, bool indented = false)
    {
        using var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options(indented));
        var decisions = new Decisions(catalogue);
        writer.WriteStartObject();
        writer.WriteString("version", catalogue.Version);
        WriteArray(writer, "entries", catalogue.Entries, (w, e) => WriteFields(w, e, decisions.Of(e)));
        WriteArray(writer, "causes", catalogue.Causes, WriteFields);
        WriteArray(writer, "speakers", catalogue.Speakers, WriteFields);
        WriteArray(writer, "terms", catalogue.Terms, WriteFields);
        WriteArray(writer, "guides", catalogue.Guides, WriteFields);
        writer.WriteEndObject();
    }

    /// <summary>One entry as an indented object of the same form.</summary>
    public static string Render(Catalogue catalogue, Entry entry)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options(indented: true)))
        {
            writer.WriteStartObject();
            WriteFields(writer, entry, new Decisions(catalogue).Of(entry));
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteFields(Utf8JsonWriter writer, Entry e, Decision decision)
    {
        writer.WriteString("id", e.Id);
        writer.WriteString("speaker", e.Speaker);
        WriteArray(writer, "match", e.Match, WriteFields);
        writer.WriteString("cause", e.Cause);
        writer.WriteString("permanence", WireNames.Of(decision.Permanence));
        writer.WriteString("fixedBy", WireNames.Of(decision.FixedBy));
        writer.WriteString("retry", WireNames.Of(decision.Retry));
        writer.WriteString("retryAfter", e.RetryAfter);
        writer.WriteString("suppress", WireNames.Of(decision.Suppress));
        writer.WriteBoolean("vague", e.Vague);
        writer.WriteString("title", e.Title);
        writer.WriteString("meaning", e.Meaning);
        WriteArray(writer, "remedy", e.Remedy, WriteFields);
        WriteTexts(writer, "avoid", e.Avoid);
        WriteTexts(writer, "terms", e.Terms);
        WriteArray(writer, "sources", e.Sources, WriteFields);
        writer.WriteString("status", WireNames.Of(e.Status));
        WriteNumbers(writer, "seed", e.Seed);
        writer.WriteString("notes", e.Notes);
        WriteTexts(writer, "see", e.See);
        WriteArray(writer, "examples", e.Examples, WriteFields);
        WriteTexts(writer, "nearMisses", e.NearMisses);
    }

    private static void WriteFields(Utf8JsonWriter writer, Cause c)
    {
        writer.WriteString("id", c.Id);
        writer.WriteString("title", c.Title);
        writer.WriteString("meaning", c.Meaning);
        writer.WriteString("permanence", WireNames.Of(c.Permanence));
        writer.WriteString("fixedBy", WireNames.Of(c.FixedBy));
        writer.WriteString("retry", WireNames.Of(c.Retry));
        writer.WriteString("suppress", WireNames.Of(c.Suppress));
        WriteOptional(writer, "check", c.Check);
        WriteArray(writer, "remedy", c.Remedy, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter writer, Speaker s)
    {
        writer.WriteString("id", s.Id);
        writer.WriteString("name", s.Name);
        writer.WriteString("role", WireNames.Of(s.Role));
        writer.WriteString("about", s.About);
        WriteTexts(writer, "providers", s.Providers);
        WriteTexts(writer, "hosts", s.Hosts);
        WriteArray(writer, "markers", s.Markers, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter writer, Term t)
    {
        writer.WriteString("id", t.Id);
        writer.WriteString("term", t.Name);
        writer.WriteString("definition", t.Definition);
        WriteTexts(writer, "see", t.See);
        WriteArray(writer, "sources", t.Sources, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter writer, Guide g)
    {
        writer.WriteString("id", g.Id);
        writer.WriteString("title", g.Title);
        writer.WriteString("speaker", g.Speaker);
        writer.WriteString("summary", g.Summary);
        WriteTexts(writer, "symptoms", g.Symptoms);
        WriteArray(writer, "steps", g.Steps, WriteFields);
        WriteTexts(writer, "avoid", g.Avoid);
        WriteTexts(writer, "entries", g.Entries);
        writer.WriteString("parent", g.Parent);
        WriteArray(writer, "sources", g.Sources, WriteFields);
        WriteNumbers(writer, "seed", g.Seed);
    }

    private static void WriteFields(Utf8JsonWriter writer, Match m)
    {
        WriteOptional(writer, "text", m.Text);
        WriteOptional(writer, "token", m.Token);
        WriteOptional(writer, "code", m.Code);
        WriteOptional(writer, "http", m.Http);
        WriteOptional(writer, "hresult", m.HResult);
    }

    private static void WriteFields(Utf8JsonWriter writer, RemedyStep s)
    {
        writer.WriteString("do", s.Do);
        writer.WriteString("by", WireNames.Of(s.By));
        WriteOptional(writer, "check", s.Check);
    }

    private static void WriteFields(Utf8JsonWriter writer, Source s)
    {
        WriteOptional(writer, "url", s.Url);
        WriteOptional(writer, "seen", s.Seen);
        if (s.Rfc is { } rfc)
        {
            writer.WriteNumber("rfc", rfc);
        }

        WriteOptional(writer, "section", s.Section);
        WriteOptional(writer, "title", s.Title);
        writer.WriteString("reference", s.Reference);
    }

    private static void WriteFields(Utf8JsonWriter writer, Example x)
    {
        writer.WriteString("text", x.Text);
        WriteOptional(writer, "provider", x.Provider);
        WriteOptional(writer, "remoteHost", x.RemoteHost);
        if (x.Captures.Count > 0)
        {
            writer.WriteStartObject("captures");
            foreach (var (name, value) in x.Captures)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        WriteOptional(writer, "retryAfter", x.RetryAfter);
        WriteOptional(writer, "permanence", x.Permanence is { } permanence ? WireNames.Of(permanence) : null);
        WriteOptional(writer, "retry", x.Retry is { } retry ? WireNames.Of(retry) : null);
        WriteOptional(writer, "suppress", x.Suppress is { } suppress ? WireNames.Of(suppress) : null);
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> writeFields)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            writeFields(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IReadOnlyList<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
