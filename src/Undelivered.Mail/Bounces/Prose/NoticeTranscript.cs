using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>What servers said to each other, by the transcript in a notice.</summary>
/// <remarks>Sendmail writes &gt;&gt;&gt; for what it sent; InterScan the other way round; Postfix In and Out, of a session in which it is the server.</remarks>
internal sealed class NoticeTranscript
{
    private readonly List<(string? Address, StringBuilder Text)> _replies = [];
    private string? _commanded;

    /// <summary>The last line was a reply: what is indented below it goes on with it.</summary>
    public bool GoesOn { get; set; }

    /// <summary>The reply that tells most.</summary>
    public string? Best => Passage.Best(_replies.Select(r => r.Text));

    /// <summary>The first reply about an address.</summary>
    public string? About(string address) => _replies.Find(r => Addresses.Same(r.Address, address)).Text?.ToString();

    /// <summary>Takes a line apart; false where it belongs to no transcript.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out bool isReply, out ReadOnlySpan<char> said)
    {
        said = [];

        // MDaemon writes the time before its arrows.
        var arrow = line[..Math.Min(line.Length, 60)].IndexOf("--");
        if (arrow > 0 && arrow + 4 < line.Length && (line[arrow - 1] == '<' || line[arrow + 2] == '>') && line[0] is not ('<' or '-'))
        {
            isReply = line[arrow - 1] == '<';
            said = line[(arrow + 3)..].Trim();
            return IsSaid(isReply, said);
        }

        isReply = line.StartsWith("<<<") || line.StartsWith("Received >>>") || line.StartsWith("Out: ");
        if (!isReply && !line.StartsWith(">>>") && !line.StartsWith("Sent <<<") && !line.StartsWith("In: "))
        {
            return false;
        }

        var mark = line[0] switch { 'I' or 'O' => line.IndexOf(':') + 1, '<' or 'S' => line.IndexOf("<<<") + 3, _ => line.IndexOf(">>>") + 3 };
        said = line[mark..].Trim();
        return IsSaid(isReply, said);
    }

    private static bool IsSaid(bool isReply, ReadOnlySpan<char> said) =>
        isReply ? Codes.BeginsReply(said) || (said.Length > 0 && said[0] is '2' or '3') : IsCommand(said);

    /// <summary>Notes a command; gives the address that it names as a recipient.</summary>
    public string? Command(ReadOnlySpan<char> said)
    {
        GoesOn = false;
        _commanded = said.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && Addresses.TryFind(said, 4, out var address, out _, out _) ? address : null;
        return _commanded;
    }

    /// <summary>Notes a reply to the last command.</summary>
    public void Said(ReadOnlySpan<char> reply)
    {
        if (!Codes.BeginsReply(reply))
        {
            GoesOn = false;
        }
        else if (GoesOn && _replies is [.., var last] && last.Text.Length > 3 && reply[..3].SequenceEqual(last.Text.ToString(0, 3)))
        {
            Passage.Add(last.Text, reply);
        }
        else
        {
            Start(_commanded, reply);
        }
    }

    /// <summary>Notes a reply that stands by itself, about an address or about nobody.</summary>
    public void Told(ReadOnlySpan<char> reply, string? about)
    {
        // What the refusing server has said goes before what the reporting one makes of it.
        if (about is not null && GoesOn && _replies is [.., var last] && (last.Address is null || Addresses.Same(last.Address, about)))
        {
            _replies[^1] = (about, last.Text);
            GoesOn = false;
        }
        else if (_replies is [.., var open] && Passage.Continues(open.Text))
        {
            Passage.Add(open.Text, reply);
        }
        else
        {
            Start(about, reply);
        }
    }

    /// <summary>Adds a wrapped line to the last reply.</summary>
    public void Add(ReadOnlySpan<char> line) => Passage.Add(_replies[^1].Text, line);

    private void Start(string? about, ReadOnlySpan<char> reply)
    {
        if (_replies.Count < StatusFields.MaxRecipients)
        {
            _replies.Add((about, new StringBuilder().Append(reply)));
            GoesOn = true;
        }
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
}
