using System.Globalization;

namespace Undelivered.Mail.Bounces;

/// <summary>Makes reports of a delivery status (RFC 3464, RFC 6533), helped by the text beside it where the fields say too little.</summary>
internal sealed class StatusReader(MailReading reading)
{
    private static readonly HashSet<string> EmptyWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "unknown", "undefined", "none", "null", "n/a", "nil", "unavailable", "failed", "error", "(undefined)", "(null)", "(none)", "delivery failed", "not available",
    };

    /// <summary>Reads the fields; false where they report on nobody.</summary>
    public bool TryRead(string fields, string subject, string form, out IReadOnlyList<DeliveryReport> reports)
    {
        var status = StatusFields.Parse(fields, reading.Mail.Defects);
        reports = [.. status.Recipients.Select(r => Read(status, r, subject, form))];
        return reports.Count > 0;
    }

    private DeliveryReport Read(StatusFields status, FieldGroup fields, string subject, string form)
    {
        var (final, original) = Recipients(fields);
        var alone = status.Recipients.Count == 1;
        if (final is null)
        {
            final = alone ? new NoticeReports(reading).OnlyRecipient() ?? reading.Original?.To : null;
            if (final is not null)
            {
                reading.Mail.Defects.Add("its delivery status does not name the recipient: it was taken from the text, or from the message that it quotes");
            }
        }

        var (text, host) = Diagnostic(fields, final, alone);
        var deferral = Deferral(text, fields.Find("Status"), final, alone);
        var code = Status(fields.Find("Status"), text, deferral?.EnhancedCode);
        var remote = Host(fields.Find("Remote-MTA")) ?? host;
        var action = fields.Find("Action") is { } said ? Word(said) : null;
        var message = status.Message;
        return reading.Report(Kind(action, code, subject), form) with
        {
            Recipient = final,
            OriginalRecipient = original,
            Status = code,
            Action = action,
            ReportingMta = Host(message.Find("Reporting-MTA")),
            RemoteMta = remote,
            Time = OriginalReader.Date(fields.Find("Last-Attempt-Date")) ?? reading.Date ?? OriginalReader.Date(message.Find("Arrival-Date")),
            WillRetryUntil = OriginalReader.Date(fields.Find("Will-Retry-Until")),
            QueueId = message.FindEnding("queue-id") ?? message.FindEnding("queueid") ?? fields.Find("Final-Log-ID"),
            EnvelopeSender = Sender(message) ?? (reading.OriginalHeaders?.Find("Return-Path") is { } path ? Addresses.Bare(path) : null),
            Original = WithEnvelopeId(message.Find("Original-Envelope-Id")),
            Evidence = Evidence(text, code, remote),
            LastDeferral = deferral,
        };
    }

    /// <summary>What a message that ran out of time had been deferred for: by its diagnostic, else by the text beside it.</summary>
    private Evidence? Deferral(string? text, string? field, string? recipient, bool alone)
    {
        var status = field is null ? null : Codes.StatusOf(field);
        return !Diagnostics.IsExpiry(status) ? null
            : Diagnostics.LastDeferral(text, status) ?? Diagnostics.LastDeferral(new NoticeReports(reading).Text(recipient, alone), status);
    }

    public static Evidence Evidence(string? text, string? status, string? host)
    {
        var quoted = Codes.EnhancedOfReply(text);
        return new Evidence
        {
            Text = text,
            ReplyCode = text is null || Codes.ReplyAt(text) is not (>= 0 and var at) ? null : Codes.ReplyOf(text.AsSpan(at)),
            EnhancedCode = Codes.Parse(Codes.IsVague(quoted) ? status ?? quoted : quoted),
            RemoteHost = host,
        };
    }

    private OriginalMessage? WithEnvelopeId(string? id) => id is null ? reading.Original : (reading.Original ?? new OriginalMessage()) with { EnvelopeId = id };

    /// <summary>What the server said; where the field says nothing, what the text says of this recipient.</summary>
    private (string? Text, string? Host) Diagnostic(FieldGroup fields, string? recipient, bool alone)
    {
        string? said = null;
        foreach (var value in fields.FindAll("Diagnostic-Code"))
        {
            var untyped = Untyped(value);
            said = said is null || (!Says(said) && Says(untyped)) ? untyped : said;
        }

        if (said is not null && Says(said))
        {
            // Postfix tells "host mx said: 550…" where the session did not get as far as a recipient.
            var at = Codes.ReplyAt(said);
            return at > 1 && char.IsWhiteSpace(said[at - 1]) && said[at - 2] == ':' ? (Diagnostics.Verbatim(said, out var teller), teller) : (said, null);
        }

        var prose = new NoticeReports(reading).Text(recipient, alone);
        if (prose is not null && Diagnostics.Worth(prose) > 0)
        {
            var verbatim = Diagnostics.Verbatim(prose, out var host);
            return (verbatim, host);
        }

        // The comment of a status is better than nothing: "4.0.0 (host name lookup failure)".
        var comment = fields.Find("Status") is { } status && status.IndexOf('(') is > 0 and var open ? status[(open + 1)..].TrimEnd(')', ' ') : null;
        return (comment is { Length: > 3 } ? comment : string.IsNullOrEmpty(said) ? null : said, null);
    }

    private static bool Says(string text)
    {
        var bare = text.AsSpan().Trim();
        while (bare.Length > 0 && (char.IsAsciiDigit(bare[0]) || bare[0] is ' ' or '.' or '-' or '#' or '(' or ':'))
        {
            bare = bare[1..];
        }

        return Diagnostics.Says(bare) && !EmptyWords.Contains(bare.TrimEnd(" .)").ToString());
    }

    private static (string? Final, string? Original) Recipients(FieldGroup fields)
    {
        var final = Recipient(fields.Find("Final-Recipient"));
        var original = Recipient(fields.Find("Original-Recipient")) ?? Recipient(fields.Find("X-Actual-Recipient"));

        // Programs and files that an alias led to are no addresses; the alias is.
        if (final is null || (!final.Contains('@') && original is not null && original.Contains('@')))
        {
            (final, original) = (original ?? Recipient(fields.Find("Remote-Recipient")), final);
        }

        return (final, Addresses.Same(final, original) ? null : original);
    }

    /// <summary>An address without its type; in utf-8 (RFC 6533, 3), <c>\x{…}</c> is decoded.</summary>
    private static string? Recipient(string? field)
    {
        if (field is null)
        {
            return null;
        }

        var semicolon = field.IndexOf(';');
        var type = semicolon is > 0 and < 40 ? field[..semicolon].Trim() : "";
        var address = Addresses.Bare(semicolon is > 0 and < 40 ? field.AsSpan(semicolon + 1) : field);
        if (type.StartsWith("utf-8", StringComparison.OrdinalIgnoreCase) || address.Contains("\\x{", StringComparison.Ordinal))
        {
            address = Unescape(address);
        }

        // A source route (RFC 821): "@relay:x@y".
        if (address.StartsWith('@') && address.LastIndexOf(':') is > 0 and var colon)
        {
            address = address[(colon + 1)..];
        }

        // A display name before the address, or a comment behind it.
        if (!Addresses.Is(address) && !type.Equals("x400", StringComparison.OrdinalIgnoreCase) && Addresses.First(address) is { } inner)
        {
            address = inner;
        }

        return address.Length == 0 || address[0] == '@' ? null : address;
    }

    private static string Unescape(string address)
    {
        var text = new System.Text.StringBuilder();
        for (var at = 0; at < address.Length; at++)
        {
            var close = address.AsSpan(at).StartsWith("\\x{") ? address.IndexOf('}', at) : -1;
            if (close > at + 3 && close - at <= 10 && int.TryParse(address.AsSpan(at + 3, close - at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && System.Text.Rune.IsValid(code))
            {
                text.Append(new System.Text.Rune(code).ToString());
                at = close;
            }
            else
            {
                text.Append(address[at]);
            }
        }

        return text.ToString();
    }

    /// <summary>The text behind the type of a diagnostic: <c>smtp; 550…</c>, <c>X-Postfix; …</c>.</summary>
    private static string Untyped(string value)
    {
        var semicolon = value.IndexOf(';');
        if (semicolon is < 1 or > 40)
        {
            return value;
        }

        foreach (var c in value.AsSpan(0, semicolon).Trim())
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return value;
            }
        }

        // "550 5.1.1; …" has no type; its code is all before the sign.
        return char.IsAsciiDigit(value[0]) && !value.StartsWith("822", StringComparison.Ordinal) ? value : value[(semicolon + 1)..].Trim();
    }

    /// <summary>
    /// The code that the refusing server gave goes before the one that the reporting server made of it;
    /// and a code that says why goes before one that says that time is up.
    /// </summary>
    private static string? Status(string? field, string? text, EnhancedCode? deferral)
    {
        var status = field is null ? null : Codes.StatusOf(field);
        if (status is ['2', ..])
        {
            return status;
        }

        var said = deferral?.ToString() ?? Codes.EnhancedOfReply(text);
        return said is null || (Codes.IsVague(said) && status is not null) ? status ?? said : said;
    }

    private ReportKind Kind(string? action, string? status, string subject) => action switch
    {
        "failed" or "failure" or "expired" or "fail" or "error" or "undeliverable" or "bounced" or "rejected" => ReportKind.Failure,
        "delayed" or "delay" or "deferred" => ReportKind.Delay,
        "delivered" or "deliverable" => ReportKind.Delivered,
        "relayed" or "expanded" => ReportKind.Relayed,
        _ when status?[0] == '2' => ReportKind.Delivered,
        _ => NoticeReports.IsDelay(reading, subject) ? ReportKind.Delay : ReportKind.Failure,
    };

    /// <summary>The host of a Remote-MTA or Reporting-MTA, without type, address and comment.</summary>
    private static string? Host(string? field)
    {
        if (field is null)
        {
            return null;
        }

        var host = field.AsSpan(field.IndexOf(';') + 1).Trim("<> \t");
        var end = host.IndexOfAny(" (\t\n");
        host = end > 0 ? host[..end] : host;
        var bracket = host.IndexOf('[');
        host = bracket > 0 ? host[..bracket] : host.Trim("[]");
        host = host.TrimEnd(".,;");
        return host.IsEmpty || host.Length > 255 ? null : host.ToString();
    }

    private static string? Sender(FieldGroup message)
    {
        var field = message.FindEnding("-sender");
        return field is null ? null : Addresses.Bare(field.AsSpan(field.IndexOf(';') + 1));
    }

    private static string Word(string field)
    {
        var word = field.AsSpan().Trim();
        var end = word.IndexOfAny(" (;\t,");
        return (end > 0 ? word[..end] : word[..Math.Min(word.Length, 40)]).ToString().ToLowerInvariant();
    }
}
