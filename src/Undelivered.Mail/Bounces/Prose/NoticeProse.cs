using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>What a notice says of nobody in particular: behind labels such as <c>Reason:</c>, and in its paragraphs.</summary>
internal sealed class NoticeProse
{
    private const int MaxReasons = 50;

    private readonly List<StringBuilder> _reasons = [];
    private readonly List<(int Line, StringBuilder Text)> _paragraphs = [];
    private StringBuilder? _reason;
    private StringBuilder? _paragraph;

    /// <summary>The reason that tells most.</summary>
    public string? Reason => Passage.Best(_reasons);

    /// <summary>The longest paragraph: what a notice in a language that is not known says.</summary>
    public string? LongestParagraph => _paragraphs.Select(p => p.Text.ToString()).Where(t => Wording.Boilerplate.StartOf(t) is null).MaxBy(t => t.Length);

    /// <summary>The paragraph that explains most; of equals, the first after a line.</summary>
    public string? Explanation(int line)
    {
        string? best = null;
        var most = 0;
        foreach (var (number, builder) in _paragraphs)
        {
            var text = builder.ToString();
            var worth = Explains(text);
            worth += worth > 0 && number > line ? 1 : 0;
            if (worth > most && Wording.Boilerplate.StartOf(text) is null)
            {
                (best, most) = (text, worth);
            }
        }

        return best;
    }

    /// <summary>Notes a heading that leads to a reason.</summary>
    public void Heading(ReadOnlySpan<char> text)
    {
        if (Wording.ReasonBegins.StartOf(text) is { } phrase)
        {
            Start(text[phrase.Length..]);
        }
    }

    /// <summary>Takes a reply for the reason that waits for one; false where none does.</summary>
    public bool TakeReply(ReadOnlySpan<char> text, bool afterBlank)
    {
        if (_reason is null || (_reason.Length > 0 && afterBlank && !Passage.Continues(_reason)))
        {
            return false;
        }

        Passage.Add(_reason, text);
        return true;
    }

    public void Read(int number, ReadOnlySpan<char> text, bool afterBlank)
    {
        if (Wording.ReasonBegins.StartOf(text) is { } phrase && (phrase[^1] is ':' or '：' || text.Length == phrase.Length || !char.IsLetter(text[phrase.Length])))
        {
            Start(text[phrase.Length..]);
            return;
        }

        if (Wording.ReasonWithin.TryFind(text, out var at, out phrase))
        {
            Start(text[(at + phrase.Length)..]);
            return;
        }

        if (_reason is not null && (!afterBlank || _reason.Length == 0))
        {
            Passage.Add(_reason, text);
            return;
        }

        _reason = null;
        if (_paragraph is null)
        {
            _paragraph = new StringBuilder();
            _paragraphs.Add((number, _paragraph));
        }

        Passage.Add(_paragraph, text);
    }

    /// <summary>Ends the paragraph, and a reason that has begun; one that still waits for its words waits on.</summary>
    public void Interrupt()
    {
        _paragraph = null;
        _reason = _reason is { Length: 0 } ? _reason : null;
    }

    public void EndParagraph() => _paragraph = null;

    private void Start(ReadOnlySpan<char> value)
    {
        if (_reasons.Count == MaxReasons)
        {
            return;
        }

        value = value.TrimStart(" :：-.").Trim();
        _reason = new StringBuilder();
        _reasons.Add(_reason);
        _paragraph = null;
        if (value.Length > 0)
        {
            Passage.Add(_reason, value);
        }
    }

    private static int Explains(string text)
    {
        var count = 0;
        var at = 0;
        for (; count < 8 && Wording.Explains.Next(text, ref at) >= 0; at++)
        {
            count += 2;
        }

        return count;
    }
}
