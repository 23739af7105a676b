using System.Text;
using System.Text.Json;
using Undelivered.Mail;

namespace Undelivered.Cli.Streams;

/// <summary>One of the files that a run reads, or standard input.</summary>
internal sealed class InputSource
{
    public const string Lines = "lines";
    public const string JsonLines = "jsonl";
    public const string Auto = "auto";

    private readonly string? _name;
    private readonly Func<Stream> _open;
    private readonly ReadOptions _options;

    // What stands around the line's number in an id, such as "errors.txt:17".
    private readonly byte[] _before;
    private readonly byte[] _after;

    /// <param name="name">Its name, where the run reads several.</param>
    /// <param name="form">The name of its form; auto to see from its beginning.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="options">How to read it.</param>
    public InputSource(string? name, string form, Func<Stream> open, ReadOptions options)
    {
        _name = name;
        _open = open;
        _options = options;
        Form = form;
        _before = name is null ? [] : [(byte)'"', .. Encode(name), (byte)':'];
        _after = name is null ? [] : "\""u8.ToArray();
    }

    /// <summary>The name of its form; <c>auto</c> until it was opened.</summary>
    public string Form { get; private set; }

    /// <summary>The form of what has none that is known.</summary>
    public string Otherwise { get; init; } = Lines;

    /// <summary>The kinds of reports that are wanted; null: all.</summary>
    public IReadOnlySet<ReportKind>? Kinds { get; private set; }

    /// <summary>Whether its name alone tells what it holds.</summary>
    public bool IsOnePiece { get; private set; }

    /// <summary>Room enough for what <see cref="WriteId"/> writes.</summary>
    public int MaxIdLength => _before.Length + 20 + _after.Length;

    /// <summary>Opens it, and sees which form it has where that is not given.</summary>
    public WorkReader Open()
    {
        var raw = _open();
        var isLive = !raw.CanSeek;
        var text = ByteOrderMark.TakeOff(raw);
        if (Form == Auto)
        {
            var head = ReadHead(text, isLive);
            text = new HeadedStream(head, text);
            Form = Recognise(head.Span) ?? Otherwise;
        }

        if (InputForms.Find(Form) is not { } form)
        {
            return new LineReader(this, raw, text, isLive);
        }

        Kinds = _options.Kinds ?? form.DefaultKinds;
        IsOnePiece = form.IsOnePiece;
        return new PieceReader(this, raw, form.Split(text, _options with { Kinds = Kinds }), isLive);
    }

    /// <summary>Writes the id of a line that carries none: its number, with the file's name where there are several.</summary>
    public int WriteId(Span<byte> id, long line)
    {
        _before.CopyTo(id);
        System.Buffers.Text.Utf8Formatter.TryFormat(line, id[_before.Length..], out var digits);
        _after.CopyTo(id[(_before.Length + digits)..]);
        return _before.Length + digits + _after.Length;
    }

    /// <summary>The id of a report, as JSON: where it was read, and which it is where one place tells of several recipients.</summary>
    public byte[] IdOf(long line, int index)
    {
        var nth = index == 0 ? "" : $"#{index + 1}";
        return _name is null && index == 0
            ? Encoding.ASCII.GetBytes(line.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : [(byte)'"', .. _name is null ? [] : Encode(_name), .. Encoding.ASCII.GetBytes($"{(_name is null ? $"{line}" : IsOnePiece ? "" : $":{line}")}{nth}"), (byte)'"'];
    }

    /// <summary>Says what is wrong with a line, and with which.</summary>
    public string Describe(long line, string what) => IsOnePiece
        ? $"{(_name is null ? "the input" : $"'{_name}'")} cannot be read: {what}"
        : $"line {line}{(_name is null ? "" : $" of '{_name}'")} cannot be read: {what}";

    private static ReadOnlySpan<byte> Encode(string name) => JsonEncodedText.Encode(name, DiagnosisJson.Options().Encoder).EncodedUtf8Bytes;

    private static string? Recognise(ReadOnlySpan<byte> head)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        var end = text.IndexOf((byte)'\n');
        return JsonEvidenceReader.HasText(end < 0 ? text : text[..end]) ? JsonLines : InputForms.Recognise(head)?.Name;
    }

    /// <summary>The beginning: of a file, as much as forms are told by; of a live stream, what is there once a line is complete.</summary>
    private static ReadOnlyMemory<byte> ReadHead(Stream stream, bool isLive)
    {
        var head = new byte[InputForms.HeadLength];
        var length = 0;
        while (length < head.Length && stream.Read(head, length, head.Length - length) is var read and > 0)
        {
            var isComplete = isLive && head.AsSpan(length, read).Contains((byte)'\n') && head.AsSpan(0, length + read).ContainsAnyExcept(" \t\r\n"u8);
            length += read;
            if (isComplete)
            {
                break;
            }
        }

        return head.AsMemory(0, length);
    }
}
