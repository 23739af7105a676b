namespace Undelivered.Mail.Bounces;

/// <summary>Reads recipients and reasons out of a notice that a server wrote for people.</summary>
/// <remarks>
/// Servers differ in words, but not much in shape: an address begins a line, or stands behind the words that call for one;
/// what was wrong stands beside it, below it, behind a label such as <c>Reason:</c>, or in a transcript of the session.
/// </remarks>
internal sealed class NoticeReader(NoticeText notice)
{
    private readonly HashSet<string> _others = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Finding> _found = new(StringComparer.OrdinalIgnoreCase);
    private Finding? _open;
    private bool _afterBlank;
    private bool _inDelayed;

    public List<Finding> Findings { get; } = [];

    public NoticeTranscript Transcript { get; } = new();

    public NoticeProse Prose { get; } = new();

    public void Read()
    {
        for (var i = 0; i < notice.Lines.Count && Findings.Count < StatusFields.MaxRecipients; i++)
        {
            var line = notice.Lines[i];
            if (line.Length == 0)
            {
                _afterBlank = true;
                Prose.EndParagraph();
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
            finding.Reply ??= Transcript.About(finding.Address);
        }
    }

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
            ReadHeading(NoticeText.Undecorated(text));
            return;
        }

        if (NoticeTranscript.TryRead(text, out var isReply, out var said))
        {
            ReadTranscript(isReply, said);
            return;
        }

        if (Transcript.GoesOn && !_afterBlank && line.Indent > 0 && !Codes.BeginsReply(text))
        {
            Transcript.Add(text);
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
            Add(_open);
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

        var goesOn = _open is not null && (!_afterBlank || Passage.Continues(_open.Text));
        if (goesOn)
        {
            ReadBelow(text);
        }
        else if (Codes.BeginsReply(text))
        {
            ReadReply(text);
        }
        else
        {
            _open = null;
            Transcript.GoesOn = false;
            Prose.Read(number, text, _afterBlank);
        }
    }

    private void Take(int number, Line line, RecipientLine found)
    {
        // A wrapped line may begin with the address that it is about.
        if (_open is not null && !_afterBlank && Addresses.Same(_open.Address, found.Address) && (_open.Text.Length > 0 || found.Sentence is not null))
        {
            ReadBelow(notice.Of(line));
            return;
        }

        Prose.Interrupt();
        Transcript.GoesOn = false;
        _open = new Finding { Address = found.Address, Sure = found.Sure, From = found.From, Line = number, Indent = line.Indent, Delayed = _inDelayed, StandsAlone = found.StandsAlone, Sentence = found.Sentence };
        if (found.Rest.Length > 0)
        {
            ReadBelow(found.Rest);
        }

        Add(_open);
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
                Passage.Add(_open.Text, text[(close + 2)..].Trim());
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
            Passage.Add(_open.Text, text);
        }
    }

    private void ReadHeading(ReadOnlySpan<char> text)
    {
        // Sendmail tells recipients that were given up from those that are tried again.
        if (text.Contains("transient non-fatal", StringComparison.OrdinalIgnoreCase))
        {
            _inDelayed = true;
        }
        else if (text.Contains("fatal errors", StringComparison.OrdinalIgnoreCase))
        {
            _inDelayed = false;
        }

        Prose.Heading(text);
    }

    private void ReadTranscript(bool isReply, ReadOnlySpan<char> said)
    {
        if (!isReply)
        {
            if (Transcript.Command(said) is { } commanded && _open is null)
            {
                Add(new Finding { Address = commanded, Line = int.MaxValue });
            }
        }
        else if (_open is not null && !_afterBlank)
        {
            Passage.Add(_open.Text, said);
        }
        else
        {
            Transcript.Said(said);
        }
    }

    /// <summary>Reads a reply that stands on a line of its own.</summary>
    private void ReadReply(ReadOnlySpan<char> text)
    {
        // "550 5.1.1 <x@y>... User unknown" of Sendmail names whom it is about.
        if (!Addresses.TryFind(text, 0, out var address, out _, out var end) || !text[end..].TrimStart('>').StartsWith("..."))
        {
            if (!Prose.TakeReply(text, _afterBlank))
            {
                Transcript.Told(text, null);
            }

            return;
        }

        if (_found.TryGetValue(address, out var known))
        {
            known.Sure = true;
        }
        else
        {
            Add(new Finding { Address = address, Line = int.MaxValue, Sure = true });
        }

        Transcript.Told(text, address);
    }

    private void Add(Finding finding)
    {
        Findings.Add(finding);
        _found.TryAdd(finding.Address, finding);
    }

    private void Close()
    {
        _open = null;
        Prose.Interrupt();
        Transcript.GoesOn = false;
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
}
