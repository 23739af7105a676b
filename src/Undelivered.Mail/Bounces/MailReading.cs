using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>Reads one mail: takes it apart, judges what it is, and has it read accordingly.</summary>
internal sealed class MailReading
{
    private const int MaxTextParts = 4;

    private readonly ReadOptions _options;
    private readonly long? _line;

    public MailReading(ReadOnlyMemory<byte> bytes, bool wasCut, ReadOptions options, long? line)
    {
        _options = options;
        _line = line;
        Mail = MailWalker.Walk(MailBytes.Normalise(bytes, out var sender));
        MboxSender = sender;
        if (wasCut)
        {
            Mail.Defects.Add($"it is longer than {options.MaxMailLength / 1024} KB: the rest was skipped");
        }
    }

    public MailStructure Mail { get; }

    /// <summary>The envelope sender by the line before the header, where there is one.</summary>
    public string? MboxSender { get; }

    /// <summary>The mail's text for people, up to where the mail that failed is quoted.</summary>
    public NoticeText Notice => field ??= new NoticeText(ReadText());

    /// <summary>The recipients and reasons that it names.</summary>
    public NoticeReader Prose => field ??= ReadProse();

    public OriginalMessage? Original => _original ??= OriginalHeaders is { } headers ? OriginalReader.Read(headers) : null;

    /// <summary>The header of the mail that failed.</summary>
    public HeaderBlock? OriginalHeaders => _originalHeaders ??= FindOriginal();

    public DateTimeOffset? Date => OriginalReader.Date(Mail.Headers.Find("Date"));

    private OriginalMessage? _original;
    private HeaderBlock? _originalHeaders;

    public IReadOnlyList<DeliveryReport> Read()
    {
        var reports = new MailJudge(this).Read();
        var judge = new AuthenticityJudge(Mail.Headers, _options.OwnDomains);
        var finished = new List<DeliveryReport>(reports.Count);
        foreach (var report in reports)
        {
            if (_options.Kinds is null || _options.Kinds.Contains(report.Kind))
            {
                finished.Add(report with
                {
                    Source = report.Source with { File = _options.File, Line = _line },
                    Authenticity = judge.Judge(report.Recipient, report.Original),
                    Defects = Mail.Defects,
                });
            }
        }

        return finished;
    }

    /// <summary>A report with what every report of this mail has.</summary>
    public DeliveryReport Report(ReportKind kind, string form) => new()
    {
        Kind = kind,
        Source = new ReportSource(form),
        Time = Date,
        Original = Original,
        EnvelopeSender = EnvelopeSender(),
    };

    /// <summary>The beginning of what it says, for those that no engine judges by its codes.</summary>
    public string Beginning()
    {
        var text = Notice.Folded;
        return text.Length > 2000 ? text[..2000] : text;
    }

    public string Text(MailPart part) => PartText.Read(Mail.Content(part), part, Mail.Defects);

    private string? EnvelopeSender() => OriginalHeaders?.Find("Return-Path") is { } path ? Addresses.Bare(path) : null;

    private NoticeReader ReadProse()
    {
        var prose = new NoticeReader(Notice);
        prose.Read();
        return prose;
    }

    private string ReadText()
    {
        var text = Texts(PartKind.Text, attached: false);
        if (string.IsNullOrWhiteSpace(text))
        {
            text = HtmlText.Read(Texts(PartKind.Html, attached: false));
        }

        return string.IsNullOrWhiteSpace(text) ? Texts(PartKind.Text, attached: true) : text;
    }

    /// <summary>The texts of a kind that stand before the report and the mail that failed.</summary>
    private string Texts(PartKind kind, bool attached)
    {
        StringBuilder? joined = null;
        string? only = null;
        var count = 0;
        foreach (var part in Mail.Parts)
        {
            if (part.Depth > 0 || part.Kind is PartKind.OriginalHeaders)
            {
                break;
            }

            if (part.Kind != kind || part.IsAttachment != attached || count == MaxTextParts || Mail.Content(part).IsEmpty)
            {
                continue;
            }

            var text = Text(part);
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            count++;
            if (only is null)
            {
                only = text;
            }
            else
            {
                (joined ??= new StringBuilder(only)).Append("\n\n").Append(text);
            }
        }

        return joined?.ToString() ?? only ?? "";
    }

    private HeaderBlock? FindOriginal()
    {
        if (Mail.Enclosed is { Fields.Count: > 0 } enclosed)
        {
            return enclosed;
        }

        if (Mail.First(PartKind.OriginalHeaders) is { } part)
        {
            var headers = HeaderBlock.Parse(PartText.Decode(Mail.Content(part), part.Encoding, Mail.Defects));
            if (headers.Fields.Count > 0)
            {
                return headers;
            }
        }

        if (OriginalReader.Quoted(Notice.Text.AsSpan(Notice.QuotedAt)) is { } quoted && quoted.Fields.Any(f => f.Name.Length > 1))
        {
            return quoted;
        }

        // Some attach the header as plain text.
        foreach (var text in Mail.Parts)
        {
            if (text is { Depth: 0, Kind: PartKind.Text, IsAttachment: true } && MailHead.Fits(Mail.Content(text)))
            {
                return HeaderBlock.Parse(PartText.Decode(Mail.Content(text), text.Encoding, Mail.Defects));
            }
        }

        return null;
    }
}
