using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>One whom a notice names as not having got the mail.</summary>
internal sealed class Finding
{
    public required string Address { get; init; }

    /// <summary>It stands where notices put recipients, not merely within a sentence.</summary>
    public bool Sure { get; set; }

    /// <summary>Where it was expanded or generated from.</summary>
    public string? From { get; set; }

    /// <summary>What is said beside and below it.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>What the server said about it, by a transcript.</summary>
    public string? Reply { get; set; }

    public string? Host { get; set; }

    public bool Delayed { get; set; }

    /// <summary>The sentence that names it.</summary>
    public string? Sentence { get; init; }

    /// <summary>It stands alone in its line, where a signature may stand as well.</summary>
    public bool StandsAlone { get; init; }

    public int Line { get; init; }

    public int Indent { get; init; }
}

/// <summary>Reads recipients and reasons out of a notice that a server wrote for people.</summary>
/// <remarks>
/// Servers differ in words, but not much in shape: an address begins a line, or stands behind the words that call for one;
/// what was wrong stands beside it, below it, behind a label such as <c>Reason:</c>, or in a transcript of the session.
/// </remarks>
internal sealed class NoticeReader(NoticeText notice)
{
    private const int MaxTextLength = 8 * 1024;
    private const int MaxReasons = 50;

    private readonly List<(string? Address, StringBuilder Text)> _replies = [];
    private readonly List<(int Line, StringBuilder Text)> _reasons = [];
    private readonly List<(int Line, StringBuilder Text)> _paragraphs = [];

    private readonly HashSet<string> _others = new(StringComparer.OrdinalIgnoreCase);

    private Finding? _open;
    private StringBuilder? _reason;
    private StringBuilder? _paragraph;
    private string? _commanded;
    private bool _afterBlank;
    private bool _inDelayed;
    private bool _replyGoesOn;

    public List<Finding> Findings { get; } = [];

    /// <summary>What is said after a label, in a line of its own; the one that a server said, or the last.</summary>
    public string? SharedReason => Best(_reasons.Select(r => r.Text));

    public string? SharedReply => Best(_replies.Select(r => r.Text));

    public void Read()
    {
        for (var i = 0; i < notice.Lines.Count && Findings.Count < StatusFields.MaxRecipients; i++)
        {
            var line = notice.Lines[i];
            if (line.Length == 0)
            {
                _afterBlank = true;
                _paragraph = null;
                continue;
            }

            ReadLine(i, line, notice.Of(line));
            _afterBlank = false;
        }

        // To whom one may write is no recipient, wherever the address stands again.
        if (_others.Count > 0)
        {
            Findings.RemoveAll(f => f.StandsAlone && _others.Contains(f.Address) && Diagnostics.Worth(f.Text.ToString()) < 2);
        }

        foreach (var finding in Findings)
        {
            finding.Reply ??= _replies.FirstOrDefault(r => Addresses.Same(r.Address, finding.Address)).Text?.ToString();
        }
    }

    /// <summary>The paragraph that explains most; of equals, the first after a line.</summary>
    public string? Explanation(int line)
    {
        string? best = null;
        var most = 0;
        foreach (var (number, builder) in _paragraphs)
        {
            var text = builder.ToString();
            if (Wording.Boilerplate.StartOf(text) is not null)
            {
                continue;
            }

            var count = 0;
            var at = 0;
            for (; count < 8 && Wording.Explains.Next(text, ref at) >= 0; at++)
            {
                count += 2;
            }

            if (count > 0 && count + (number > line ? 1 : 0) > most)
            {
                (best, most) = (text, count + (number > line ? 1 : 0));
            }
        }

        return best;
    }

    /// <summary>The longest paragraph: what a notice in a language that is not known says.</summary>
    public string? LongestParagraph => _paragraphs.Select(p => p.Text.ToString()).Where(t => Wording.Boilerplate.StartOf(t) is null).MaxBy(t => t.Length);

    private void ReadLine(int number, Line line, ReadOnlySpan<char> text)
    {
        if (NoticeText.IsRule(text))
        {
            Close();
            return;
        }

        if (NoticeText.IsHeading(text))
        {
            Close();
            ReadHeading(number, NoticeText.Undecorated(text));
            return;
        }

        if (text.StartsWith(">>>") || text.StartsWith("<<<") || text.StartsWith("Sent <<<") || text.StartsWith("Received >>>") || text.StartsWith("In: ") || text.StartsWith("Out: "))
        {
            if (ReadTranscript(text))
            {
                return;
            }
        }
        else if (_replyGoesOn && !_afterBlank && _replies.Count > 0 && line.Indent > 0 && !Codes.BeginsReply(text))
        {
            // A reply in a transcript that was wrapped.
            Append(_replies[^1].Text, text);
            return;
        }

        // What is indented below a recipient belongs to it, addresses and all.
        if (_open is not null && !_afterBlank && line.Indent > _open.Indent)
        {
            ReadBelow(text);
            return;
        }

        // Exim names nobody behind an alias that hides its members, but the alias.
        if (_open is null && text.StartsWith("(generated from", StringComparison.OrdinalIgnoreCase) && Addresses.TryFind(text, 0, out var alias, out _, out _))
        {
            _open = new Finding { Address = alias, Sure = true, Line = number, Indent = 0, Delayed = _inDelayed };
            Findings.Add(_open);
            return;
        }

        if (RecipientLine.TryRead(text, Previous(number), out var found))
        {
            Take(number, line, found);
            return;
        }

        if (found.Other is not null && _others.Count < StatusFields.MaxRecipients)
        {
            _others.Add(found.Other);
        }

        if (Codes.BeginsReply(text) && (_open is null || (_afterBlank && !Continues(_open.Text))))
        {
            ReadReply(text);
            return;
        }

        if (_open is not null && (!_afterBlank || Continues(_open.Text)))
        {
            ReadBelow(text);
            return;
        }

        if (_afterBlank)
        {
            _open = null;
        }

        ReadProse(number, text);
    }

    private void Take(int number, Line line, RecipientLine found)
    {
        // A wrapped line may begin with the address that it is about.
        if (_open is not null && !_afterBlank && Addresses.Same(_open.Address, found.Address) && (_open.Text.Length > 0 || found.Sentence is not null))
        {
            ReadBelow(notice.Of(line));
            return;
        }

        _reason = _reason is { Length: 0 } ? _reason : null;
        _paragraph = null;
        _replyGoesOn = false;
        _open = new Finding { Address = found.Address, Sure = found.Sure, From = found.From, Line = number, Indent = line.Indent, Delayed = _inDelayed, StandsAlone = found.StandsAlone, Sentence = found.Sentence };
        if (found.Rest.Length > 0)
        {
            ReadBelow(found.Rest);
        }

        Findings.Add(_open);
        if (!found.KeepsOpen)
        {
            _open = null;
        }
    }

    /// <summary>Reads a line that is about the recipient above it.</summary>
    private void ReadBelow(ReadOnlySpan<char> text)
    {
        if (_open is null)
        {
            return;
        }

        if (text[0] == '(' && (text.StartsWith("(expanded from", StringComparison.OrdinalIgnoreCase) || text.StartsWith("(generated from", StringComparison.OrdinalIgnoreCase))
            && Addresses.TryFind(text, 0, out var from, out _, out _))
        {
            _open.From = from;
            var close = text.IndexOf("):");
            if (close >= 0 && close + 2 < text.Length)
            {
                Append(_open.Text, text[(close + 2)..].Trim());
            }

            return;
        }

        // The line before ends with "(expanded from".
        if (_open.From is null && _open.Text.Length == 0 && text[0] == '<' && text.IndexOf(">)") is > 0 and var end && Addresses.TryFind(text[..end], 0, out from, out _, out _))
        {
            _open.From = from;
            text = text[(end + 2)..].TrimStart(": ");
            if (text.IsEmpty)
            {
                return;
            }
        }

        if (text.StartsWith("(reason:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[8..].Trim();
            text = text.EndsWith(")") ? text[..^1] : text;
        }
        else if (text.StartsWith("<<<"))
        {
            text = text[3..].Trim();
        }
        else if (text.StartsWith(">>>"))
        {
            return;
        }

        else if (_open.Text.Length == 0 && Wording.ReasonBegins.StartOf(text) is { } label
            && (label[^1] is ':' or '：' || text[label.Length..].TrimStart(' ') is [':' or '：', ..]))
        {
            text = text[label.Length..].TrimStart(" :：");
        }

        if (text.Length > 0)
        {
            Append(_open.Text, text);
        }
    }

    private void ReadHeading(int number, ReadOnlySpan<char> text)
    {
        if (text.Contains("transient non-fatal", StringComparison.OrdinalIgnoreCase))
        {
            _inDelayed = true;
        }
        else if (text.Contains("fatal errors", StringComparison.OrdinalIgnoreCase))
        {
            _inDelayed = false;
        }

        if (Wording.ReasonBegins.StartOf(text) is { } phrase && _reasons.Count < MaxReasons)
        {
            StartReason(number, text[phrase.Length..]);
        }
    }

    /// <summary>Reads a line of a session's transcript.</summary>
    /// <remarks>Sendmail writes &gt;&gt;&gt; for what it sent; InterScan the other way round; Postfix In and Out, of a session in which it is the server.</remarks>
    private bool ReadTranscript(ReadOnlySpan<char> text)
    {
        var isReply = text.StartsWith("<<<") || text.StartsWith("Received") || text.StartsWith("Out:");
        var said = text[(text.StartsWith("In:") ? 3 : text.StartsWith("Out:") ? 4 : text.IndexOf(text[0] is '<' or 'S' ? "<<<" : ">>>") + 3)..].Trim();
        if (isReply)
        {
            return ReadSaid(said);
        }

        if (!IsCommand(said))
        {
            return false;
        }

        _replyGoesOn = false;
        _commanded = said.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && Addresses.TryFind(said, 4, out var address, out _, out _) ? address : null;
        if (_commanded is not null && _open is null)
        {
            Findings.Add(new Finding { Address = _commanded, Line = int.MaxValue, Sure = false });
        }

        return true;
    }

    /// <summary>Reads what a server said in a transcript.</summary>
    private bool ReadSaid(ReadOnlySpan<char> said)
    {
        if (!Codes.BeginsReply(said))
        {
            _replyGoesOn = false;
            return said.Length > 0 && said[0] is '2' or '3';
        }

        if (_open is not null && !_afterBlank)
        {
            Append(_open.Text, said);
            return true;
        }

        if (_replies.Count > 0 && _replyGoesOn && _replies[^1].Text.Length > 3 && said[..3].SequenceEqual(_replies[^1].Text.ToString(0, 3)))
        {
            Append(_replies[^1].Text, said);
        }
        else
        {
            StartReply(_commanded, said);
        }

        return true;
    }

    /// <summary>Reads a reply that stands on a line of its own.</summary>
    private void ReadReply(ReadOnlySpan<char> text)
    {
        // "550 5.1.1 <x@y>... User unknown" of Sendmail names whom it is about.
        string? about = null;
        var names = Addresses.TryFind(text, 0, out var address, out _, out var end) && text[end..].TrimStart('>').StartsWith("...");
        if (!names && _reason is not null && (_reason.Length == 0 || Continues(_reason) || !_afterBlank))
        {
            Append(_reason, text);
            return;
        }

        if (names)
        {
            about = address;
            if (Findings.Find(f => Addresses.Same(f.Address, address)) is { } known)
            {
                known.Sure = true;
            }
            else
            {
                Findings.Add(new Finding { Address = address, Line = int.MaxValue, Sure = true });
            }

            // What the server itself has said goes before what the sender's makes of it.
            if (_replies.Count > 0 && _replyGoesOn && (_replies[^1].Address is null || Addresses.Same(_replies[^1].Address, address)))
            {
                _replies[^1] = (address, _replies[^1].Text);
                _replyGoesOn = false;
                return;
            }
        }

        if (_replies.Count > 0 && Continues(_replies[^1].Text))
        {
            Append(_replies[^1].Text, text);
            return;
        }

        StartReply(about, text);
    }

    private void ReadProse(int number, ReadOnlySpan<char> text)
    {
        _replyGoesOn = false;
        if (Wording.ReasonBegins.StartOf(text) is { } phrase && (phrase[^1] is ':' or '：' || text.Length == phrase.Length || !char.IsLetter(text[phrase.Length])))
        {
            StartReason(number, text[phrase.Length..]);
            return;
        }

        if (Wording.ReasonWithin.TryFind(text, out var at, out phrase))
        {
            StartReason(number, text[(at + phrase.Length)..]);
            return;
        }

        if (_reason is not null && (!_afterBlank || _reason.Length == 0))
        {
            Append(_reason, text);
            return;
        }

        _reason = null;
        if (_paragraph is null)
        {
            _paragraph = new StringBuilder();
            _paragraphs.Add((number, _paragraph));
        }

        Append(_paragraph, text);
    }

    private void StartReason(int number, ReadOnlySpan<char> value)
    {
        if (_reasons.Count == MaxReasons)
        {
            return;
        }

        value = value.TrimStart(" :：-.").Trim();
        _reason = new StringBuilder();
        _reasons.Add((number, _reason));
        _paragraph = null;
        if (value.Length > 0)
        {
            Append(_reason, value);
        }
    }

    private void StartReply(string? address, ReadOnlySpan<char> text)
    {
        if (_replies.Count < StatusFields.MaxRecipients)
        {
            _replies.Add((address, new StringBuilder().Append(text)));
            _replyGoesOn = true;
        }
    }

    private void Close()
    {
        _open = null;
        _reason = _reason is { Length: 0 } ? _reason : null;
        _paragraph = null;
        _replyGoesOn = false;
    }

    private ReadOnlySpan<char> Previous(int number)
    {
        for (var i = number - 1; i >= 0 && i >= number - 3; i--)
        {
            if (notice.Lines[i].Length > 0)
            {
                return notice.Of(notice.Lines[i]);
            }
        }

        return [];
    }

    private static void Append(StringBuilder builder, ReadOnlySpan<char> text)
    {
        if (builder.Length + text.Length > MaxTextLength)
        {
            return;
        }

        if (builder.Length > 0)
        {
            builder.Append(Codes.BeginsReply(text) ? '\n' : ' ');
        }

        builder.Append(text);
    }

    /// <summary>Whether a reply's last line says that another follows: <c>550-</c>.</summary>
    private static bool Continues(StringBuilder text)
    {
        if (text.Length < 4)
        {
            return false;
        }

        var all = text.ToString();
        var last = all.AsSpan(all.LastIndexOf('\n') + 1);
        return last.Length > 3 && last[3] == '-' && Codes.BeginsReply(last);
    }

    private static bool IsCommand(ReadOnlySpan<char> text)
    {
        foreach (var verb in (ReadOnlySpan<string>)["RCPT", "MAIL", "DATA", "HELO", "EHLO", "LHLO", "QUIT", "RSET", "BDAT", "STARTTLS", "AUTH", ".", "VRFY"])
        {
            if (text.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Best(IEnumerable<StringBuilder> texts)
    {
        string? best = null;
        var score = -1;
        foreach (var builder in texts)
        {
            var text = builder.ToString();
            var worth = Diagnostics.Worth(text);
            if (text.Length > 0 && (worth > score || (worth == score && worth < 2)))
            {
                (best, score) = (text, worth);
            }
        }

        return best;
    }
}
