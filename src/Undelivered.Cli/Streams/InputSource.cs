using System.Buffers.Text;
using System.Text.Json;

namespace Undelivered.Cli.Streams;

/// <summary>One of the files that a run reads, or standard input.</summary>
/// <param name="name">Its name, where the run reads several.</param>
/// <param name="form">The form of its lines: auto, lines or jsonl.</param>
/// <param name="open">Opens it.</param>
internal sealed class InputSource(string? name, string form, Func<Stream> open)
{
    // What stands around the line's number in an id, such as "errors.txt:17".
    private readonly byte[] _before = name is null ? [] : [(byte)'"', .. JsonEncodedText.Encode(name, DiagnosisJson.Options().Encoder).EncodedUtf8Bytes, (byte)':'];
    private readonly byte[] _after = name is null ? [] : "\""u8.ToArray();

    /// <summary>The form of the lines; <c>auto</c> until the first that is not blank was seen.</summary>
    public string Form { get; private set; } = form;

    /// <summary>Room enough for what <see cref="WriteId"/> writes.</summary>
    public int MaxIdLength => _before.Length + 20 + _after.Length;

    public Stream Open() => open();

    /// <summary>Sees which form the lines have; true where that was not known before.</summary>
    public bool Recognise(ReadOnlySpan<byte> lines)
    {
        var text = lines.TrimStart(" \t\r\n"u8);
        if (Form != "auto" || text.IsEmpty)
        {
            return false;
        }

        var end = text.IndexOf((byte)'\n');
        Form = JsonLine.HasText(end < 0 ? text : text[..end]) ? "jsonl" : "lines";
        return true;
    }

    /// <summary>Writes the id of a line that carries none: its number, with the file's name where there are several.</summary>
    public int WriteId(Span<byte> id, long line)
    {
        _before.CopyTo(id);
        Utf8Formatter.TryFormat(line, id[_before.Length..], out var digits);
        _after.CopyTo(id[(_before.Length + digits)..]);
        return _before.Length + digits + _after.Length;
    }

    /// <summary>Says what is wrong with a line, and with which.</summary>
    public string Describe(long line, string what) => $"line {line}{(name is null ? "" : $" of '{name}'")} cannot be read: {what}";
}
