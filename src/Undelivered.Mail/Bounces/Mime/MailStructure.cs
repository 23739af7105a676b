using MimeKit;

namespace Undelivered.Mail.Bounces;

/// <summary>A mail taken apart: its header, its leaves, the header of the mail that it encloses.</summary>
internal sealed class MailStructure
{
    public required ReadOnlyMemory<byte> Bytes { get; set; }

    public HeaderBlock Headers { get; } = new();

    /// <summary>The header of the first mail that it encloses.</summary>
    public HeaderBlock? Enclosed { get; set; }

    public List<MailPart> Parts { get; } = [];

    public List<string> Defects { get; } = [];

    /// <summary>The type in the mail's own header, such as <c>multipart/report</c>.</summary>
    public string TopType { get; set; } = "text/plain";

    /// <summary>The report-type of a multipart/report.</summary>
    public string? ReportType { get; set; }

    /// <summary>The header of the mail that it encloses says that this is a report itself.</summary>
    public bool EnclosesReport { get; set; }

    public ReadOnlySpan<byte> Content(MailPart part) => Bytes.Span[part.Start..Math.Clamp(part.End, part.Start, Bytes.Length)];

    public MailPart? First(PartKind kind, int depth = 0)
    {
        foreach (var part in Parts)
        {
            if (part.Kind == kind && part.Depth == depth)
            {
                return part;
            }
        }

        return null;
    }
}

/// <summary>Walks through a mail once, and notes where things stand; nothing is decoded or copied.</summary>
internal sealed class MailWalker : MimeReader
{
    /// <summary>Real mails are some five deep.</summary>
    private const int MaxDepth = 24;

    private const int MaxParts = 200;

    private static readonly ParserOptions Bounded = new() { MaxMimeDepth = MaxDepth };

    private readonly MailStructure _mail;
    private HeaderBlock? _current;
    private HeaderBlock _partHeaders = new();
    private MailPart? _open;
    private int _messageDepth;
    private int _multipartDepth;
    private bool _messageBegins = true;
    private bool _topTyped;

    private MailWalker(MailStructure mail, Stream stream)
        : base(Bounded, stream, MimeFormat.Entity) => _mail = mail;

    /// <summary>Takes a mail apart, and puts right what is wrong with how it is divided.</summary>
    public static MailStructure Walk(ReadOnlyMemory<byte> bytes)
    {
        var mail = WalkOnce(bytes);
        if (StructureRepair.IsNeeded(mail))
        {
            StructureRepair.Run(mail, bytes);
        }

        if (mail.Headers.Overflowed)
        {
            mail.Defects.Add($"its header has more than {HeaderBlock.MaxCount} fields: the rest was left out");
        }

        return mail;
    }

    /// <summary>Takes a mail apart as its header says.</summary>
    public static MailStructure WalkOnce(ReadOnlyMemory<byte> bytes)
    {
        var mail = new MailStructure { Bytes = bytes };
        using var stream = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
        try
        {
            new MailWalker(mail, stream).ReadMessage();
        }
        catch (Exception e) when (e is FormatException or ParseException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            mail.Defects.Add("its MIME structure is broken: what could be read of it was");
            if (mail.Parts.Count > 0 && mail.Parts[^1].End == 0)
            {
                mail.Parts[^1].End = bytes.Length;
            }
        }

        return mail;
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        _partHeaders = new HeaderBlock();
        _current = !_messageBegins ? _partHeaders : _messageDepth switch
        {
            0 => _partHeaders = _mail.Headers,
            1 when _mail.Enclosed is null => _partHeaders = _mail.Enclosed = new HeaderBlock(),
            _ => _partHeaders,
        };
        _messageBegins = false;
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        // Deep inside, nothing but the fields of the part is looked at.
        if (_messageDepth <= 1)
        {
            _current?.Add(header.Field, header.RawValue);
        }
    }

    protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int lines, CancellationToken cancellationToken) => _current = null;

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        NoteTop(contentType);
        if (++_multipartDepth == MaxDepth)
        {
            _mail.Defects.Add($"its parts are nested deeper than {MaxDepth} levels: what lies deeper was left out");
        }
    }

    protected override void OnMultipartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) =>
        _multipartDepth--;

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        NoteTop(contentType);
        _messageDepth++;
        _messageBegins = true;
    }

    protected override void OnMessagePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken)
    {
        _messageDepth--;
        _messageBegins = false;
    }

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        NoteTop(contentType);
        _open = null;
        if (_messageDepth > 1)
        {
            return;
        }

        if (_mail.Parts.Count == MaxParts)
        {
            return;
        }

        var disposition = _partHeaders.Find("Content-Disposition");
        _open = new MailPart
        {
            Kind = KindOf(contentType),
            Depth = _messageDepth,
            Charset = contentType.Charset,
            Encoding = _partHeaders.Find("Content-Transfer-Encoding"),
            IsAttachment = disposition is not null && disposition.StartsWith("attachment", StringComparison.OrdinalIgnoreCase),
        };
    }

    protected override void OnMimePartContentBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        if (_open is not null)
        {
            _open = _open with { Start = (int)beginOffset, End = 0 };
            _mail.Parts.Add(_open);
        }
    }

    protected override void OnMimePartContentEnd(long beginOffset, int beginLineNumber, long endOffset, int lines, NewLineFormat? newLineFormat, CancellationToken cancellationToken)
    {
        if (_open is not null)
        {
            _open.End = (int)endOffset;
            _open = null;
        }
    }

    private void NoteTop(ContentType contentType)
    {
        if (_messageDepth == 0 && !_topTyped)
        {
            _topTyped = true;
            _mail.TopType = contentType.MimeType.ToLowerInvariant();
            _mail.ReportType = contentType.IsMimeType("multipart", "report") ? contentType.Parameters["report-type"]?.ToLowerInvariant() : null;
        }
        else if (_messageDepth == 1 && contentType.IsMimeType("multipart", "report"))
        {
            _mail.EnclosesReport = true;
        }
    }

    private static PartKind KindOf(ContentType type)
    {
        if (type.IsMimeType("text", "plain"))
        {
            return PartKind.Text;
        }

        if (type.IsMimeType("text", "html"))
        {
            return PartKind.Html;
        }

        if (type.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase))
        {
            return type.MediaSubtype.ToLowerInvariant() switch
            {
                "delivery-status" or "global-delivery-status" => PartKind.DeliveryStatus,
                "feedback-report" => PartKind.FeedbackReport,
                "disposition-notification" or "global-disposition-notification" => PartKind.Disposition,
                "global-headers" or "rfc822-headers" or "rfc822" or "global" or "partial" or "news" => PartKind.OriginalHeaders,
                _ => PartKind.Other,
            };
        }

        // X400 and old gateways name it so.
        return type.IsMimeType("text", "rfc822-headers") || type.IsMimeType("text", "rfc822") || type.IsMimeType("text", "rfc822-header") ? PartKind.OriginalHeaders
            : type.IsMimeType("text", "delivery-status") || type.IsMimeType("text", "x-delivery-status") || type.IsMimeType("application", "delivery-status") ? PartKind.DeliveryStatus
            : type.MediaType.Equals("text", StringComparison.OrdinalIgnoreCase) ? PartKind.Text
            : PartKind.Other;
    }
}
