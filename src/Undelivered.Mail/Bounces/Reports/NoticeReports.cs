namespace Undelivered.Mail.Bounces;

/// <summary>Makes reports of a notice that no report accompanies.</summary>
internal sealed class NoticeReports(MailReading reading)
{
    private readonly NoticeReader _notice = reading.Prose;

    public IReadOnlyList<DeliveryReport> Read(string subject)
    {
        var form = Dialects.Name(reading.Mail.Headers, reading.Notice.Folded);
        var text = reading.Notice.Text[..reading.Notice.QuotedAt];
        if (HoldsStatus(text) && new StatusReader(reading).TryRead(text, subject, form, out var stated))
        {
            reading.Mail.Defects.Add("its delivery status stands in its text");
            return stated;
        }

        var delayed = IsDelay(reading, subject);
        var recipients = Recipients();
        if (recipients.Count == 0)
        {
            return Nameless(subject, form, delayed);
        }

        var reports = new List<DeliveryReport>(recipients.Count);
        foreach (var finding in recipients)
        {
            var said = Text(finding, recipients.Count == 1) ?? subject;
            var verbatim = Diagnostics.Verbatim(said, out var host);
            var status = Codes.Enhanced(verbatim) ?? Codes.Enhanced(said);
            reports.Add(reading.Report(delayed || finding.Delayed ? ReportKind.Delay : ReportKind.Failure, form) with
            {
                Recipient = finding.Address,
                OriginalRecipient = Addresses.Same(finding.From, finding.Address) ? null : finding.From,
                Status = status,
                RemoteMta = host,
                ReportingMta = Reporter(),
                QueueId = QueueId(),
                Evidence = StatusReader.Evidence(verbatim, status, host),
                LastDeferral = Diagnostics.LastDeferral(verbatim, status),
            });
        }

        return reports;
    }

    /// <summary>The one recipient that the text names; null where it names none or several.</summary>
    public string? OnlyRecipient() => Recipients() is [var only] ? only.Address : null;

    /// <summary>What the text says of a recipient.</summary>
    /// <param name="recipient">The recipient; null where it is not known.</param>
    /// <param name="alone">Whether it is the only one: what is said of nobody in particular is then said of it.</param>
    public string? Text(string? recipient, bool alone)
    {
        var merged = Merge();
        var finding = merged.Find(f => Addresses.Same(f.Address, recipient) || Addresses.Same(f.From, recipient)) ?? (alone && merged.Count == 1 ? merged[0] : null);
        return finding is not null ? Text(finding, alone) : alone ? BestOf(_notice.Transcript.Best, _notice.Prose.Reason, _notice.Prose.Explanation(-1), _notice.Prose.LongestParagraph) : null;
    }

    /// <summary>Whether the server goes on trying.</summary>
    public static bool IsDelay(MailReading reading, string subject)
    {
        if (reading.Mail.Headers.Has("X-Failed-Recipients"))
        {
            return false;
        }

        var text = reading.Notice.Folded;
        return Wording.Delay.In(subject) || (Wording.Delay.In(text) && !Wording.GaveUp.In(text))
            || (Wording.GaveUp.In(text) is false && subject.Contains("delay", StringComparison.OrdinalIgnoreCase));
    }

    private List<Finding> Recipients()
    {
        var merged = Merge();
        var failed = reading.Mail.Headers.FindAll("X-Failed-Recipients").SelectMany(f => Addresses.All(f, StatusFields.MaxRecipients)).ToList();
        var sure = merged.FindAll(f => f.Sure);
        var named = merged.FindAll(f => failed.Exists(a => Addresses.Same(a, f.Address)));
        if (failed.Count > 0)
        {
            foreach (var address in failed)
            {
                if (sure.Count == 0 && !named.Exists(f => Addresses.Same(f.Address, address)))
                {
                    named.Add(new Finding { Address = address, Sure = true, Line = -1 });
                }
            }

            return named.Count > 0 ? named : sure;
        }

        var found = sure.Count > 0 ? sure : merged;
        if (found.Exists(f => !f.StandsAlone && Diagnostics.Worth(f.Text.ToString()) >= 2))
        {
            // Servers keep to one shape: beside "<x@y>: host said…", an address alone is a signature.
            found = found.FindAll(f => !f.StandsAlone || Diagnostics.Worth(f.Text.ToString()) >= 2 || f.Reply is not null);
        }

        if (found.Count > 1)
        {
            // The one who gets the notice is named in it as well, as the sender.
            var own = Addresses.All(reading.Mail.Headers.Find("To"), 10);
            var others = found.FindAll(f => !own.Exists(a => Addresses.Same(a, f.Address)) || Diagnostics.Worth(f.Text.ToString()) >= 2 || f.Reply is not null);
            found = others.Count > 0 ? others : found;
        }

        return found;
    }

    /// <summary>One finding for each address: the one that says most, with what the others add.</summary>
    private List<Finding> Merge()
    {
        var merged = new List<Finding>();
        var at = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var finding in _notice.Findings)
        {
            if (!at.TryGetValue(finding.Address, out var index))
            {
                at[finding.Address] = merged.Count;
                merged.Add(finding);
                continue;
            }

            var other = merged[index];
            var better = Diagnostics.Worth(finding.Text.ToString()) > Diagnostics.Worth(other.Text.ToString()) ? finding : other;
            better.Sure = finding.Sure || other.Sure;
            better.From ??= finding.From ?? other.From;
            better.Reply ??= finding.Reply ?? other.Reply;
            merged[index] = better;
        }

        return merged;
    }

    private string? Text(Finding finding, bool alone)
    {
        var own = finding.Text.ToString();
        return alone ? BestOf(own, finding.Reply, _notice.Transcript.Best, _notice.Prose.Reason, _notice.Prose.Explanation(finding.Line), finding.Sentence, _notice.Prose.LongestParagraph)
            : Diagnostics.Worth(own) >= 2 ? own
            : BestOf(finding.Reply, own) ?? BestOf(_notice.Transcript.Best, _notice.Prose.Reason, _notice.Prose.Explanation(finding.Line), finding.Sentence, _notice.Prose.LongestParagraph);
    }

    /// <summary>The text that tells most; of equals, the first.</summary>
    private static string? BestOf(params ReadOnlySpan<string?> texts)
    {
        string? best = null;
        var worth = 0;
        foreach (var text in texts)
        {
            if (text is not null && Diagnostics.Worth(text) is var w && w > worth)
            {
                (best, worth) = (text, w);
            }
        }

        return best;
    }

    /// <summary>Reports where the text names nobody: by the report that is enclosed, or by whom the mail that failed was for.</summary>
    private IReadOnlyList<DeliveryReport> Nameless(string subject, string form, bool delayed)
    {
        if (reading.Mail.EnclosesReport && reading.Mail.First(PartKind.DeliveryStatus, depth: 1) is { } inner
            && new StatusReader(reading).TryRead(reading.Text(inner), subject, form, out var enclosed))
        {
            reading.Mail.Defects.Add("it names no recipient: the report that it encloses was read instead");
            return enclosed;
        }

        if (HoldsStatus(reading.Notice.Text) && new StatusReader(reading).TryRead(reading.Notice.Text, subject, form, out var quoted))
        {
            reading.Mail.Defects.Add("it names no recipient: the report that it quotes was read instead");
            return quoted;
        }

        var said = BestOf(_notice.Transcript.Best, _notice.Prose.Reason, _notice.Prose.Explanation(-1), _notice.Prose.LongestParagraph) ?? subject;
        var verbatim = Diagnostics.Verbatim(said, out var host);
        var status = Codes.Enhanced(verbatim);
        var recipient = reading.Original?.To;
        reading.Mail.Defects.Add(recipient is null ? "it names no recipient" : "it names no recipient: it was taken from the message that it quotes");
        return [reading.Report(delayed ? ReportKind.Delay : ReportKind.Failure, form) with
        {
            Recipient = recipient,
            Status = status,
            RemoteMta = host,
            ReportingMta = Reporter(),
            QueueId = QueueId(),
            Evidence = StatusReader.Evidence(verbatim, status, host),
        }];
    }

    /// <summary>Whether text holds the fields of a delivery status.</summary>
    private static bool HoldsStatus(string text) => text.Contains("-Recipient:", StringComparison.OrdinalIgnoreCase)
        && StatusFields.Parse(text, []) is { Recipients.Count: > 0 } fields && fields.Recipients.TrueForAll(r => r.Has("Action") || r.Has("Status") || r.Has("Diagnostic-Code"));

    private string? Reporter() => WordAfter(Wording.ReporterBefore) is { } word && Diagnostics.IsHost(word) ? word : null;

    private string? QueueId() => WordAfter(Wording.QueueBefore);

    private string? WordAfter(PhraseSet phrases)
    {
        var text = reading.Notice.Folded.AsSpan();
        if (!phrases.TryFind(text, out var at, out var phrase))
        {
            return null;
        }

        var rest = text[(at + phrase.Length)..].TrimStart(" :");
        var end = rest.IndexOf(' ');
        var word = (end < 0 ? rest : rest[..end]).TrimEnd(".,;:");
        return word.Length is 0 or > 255 ? null : word.ToString();
    }
}
