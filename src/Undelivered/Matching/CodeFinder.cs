namespace Undelivered.Matching;

/// <summary>Finds the reply code and the enhanced code of a folded text: docs/matching.md, section 2.</summary>
/// <remarks>
/// Three digits are a reply code the more surely the more their surroundings say so. Of equally sure ones
/// the last counts, since quotations stand behind what quotes them; but a refusal counts before a success,
/// since <c>Expected response code 250 but got code 550</c> names both.
/// </remarks>
internal struct CodeFinder
{
    // "Need RCPT first" follows, in a transcript, the refusal of every recipient: the refusal is what counts.
    private const int BadSequence = 503;

    private int _replySureness;
    private int _enhancedSureness;
    private int _replyEnd;

    public int ReplyCode { get; private set; }

    public EnhancedCode Enhanced { get; private set; }

    /// <summary>Looks at a word that begins with a digit or an x.</summary>
    public void Look(ReadOnlySpan<byte> folded, int at, CatalogueData catalogue)
    {
        if (EnhancedCode.TryRead(folded[at..], out var enhanced, out var length))
        {
            LookAtEnhanced(folded, at, enhanced, length);
        }
        else if (IsDigit(folded[at]))
        {
            LookAtReply(folded, at, catalogue);
        }
    }

    private void LookAtEnhanced(ReadOnlySpan<byte> folded, int at, EnhancedCode code, int length)
    {
        var end = at + length;
        var next = end < folded.Length ? folded[end] : (byte)' ';
        if (IsWord(next) || (next is (byte)'.' or (byte)'-' or (byte)'_' && end + 1 < folded.Length && IsWord(folded[end + 1])))
        {
            return;
        }

        var previous = at > 0 ? folded[at - 1] : (byte)' ';
        if (previous is (byte)'.' or (byte)'/' or (byte)'_' || (previous == '-' && _replyEnd != at - 1))
        {
            return;
        }

        // Next to a reply code of the same class, it is beyond doubt; a version number is not.
        var sureness = at - _replyEnd <= 5 && _replyEnd > 0 && ReplyCode / 100 == code.Class ? 4
            : at == 0 || previous is (byte)'#' or (byte)'=' ? 3
            : code.Class == 0 ? 1 : 2;
        if (code.Class != 2)
        {
            sureness += 4;
        }

        if (sureness >= _enhancedSureness && !(code is { Subject: 5, Detail: 0 or 1 } && Enhanced.Class >= 4))
        {
            _enhancedSureness = sureness;
            Enhanced = code;
        }
    }

    private void LookAtReply(ReadOnlySpan<byte> folded, int at, CatalogueData catalogue)
    {
        if (at + 3 > folded.Length || folded[at] is < (byte)'2' or > (byte)'5' || !IsDigit(folded[at + 1]) || !IsDigit(folded[at + 2]))
        {
            return;
        }

        var next = at + 3 < folded.Length ? folded[at + 3] : (byte)' ';
        if (IsWord(next) || (next is (byte)'.' or (byte)',' or (byte)':' && at + 4 < folded.Length && IsDigit(folded[at + 4])))
        {
            return;
        }

        var previous = at > 0 ? folded[at - 1] : (byte)'\0';
        if (previous is (byte)'.' or (byte)'/' or (byte)'-' or (byte)'@' || (previous == ',' && at > 1 && IsDigit(folded[at - 2])))
        {
            return;
        }

        var code = ((folded[at] - '0') * 100) + ((folded[at + 1] - '0') * 10) + (folded[at + 2] - '0');
        var sureness = Sureness(folded, at, next, previous, code, catalogue);
        if (sureness > 0 && code >= 400)
        {
            sureness += 4;
        }

        if (sureness > 0 && sureness >= _replySureness && !(code == BadSequence && ReplyCode >= 400))
        {
            _replySureness = sureness;
            ReplyCode = code;
            _replyEnd = at + 3;
        }
    }

    private static int Sureness(ReadOnlySpan<byte> folded, int at, byte next, byte previous, int code, CatalogueData catalogue)
    {
        for (var i = at + 3; i < Math.Min(at + 7, folded.Length); i++)
        {
            if (EnhancedCode.TryRead(folded[i..], out var enhanced, out _))
            {
                return enhanced.Class == code / 100 || enhanced.Class == 0 ? 4 : 2;
            }

            if (IsWord(folded[i]))
            {
                break;
            }
        }

        if (at == 0)
        {
            return 3;
        }

        if (IsAfter(folded[..at], "port"u8) || (previous == ':' && EndsInHost(folded[..(at - 1)])))
        {
            return 0;
        }

        var mark = previous == ' ' && at > 1 ? folded[at - 2] : previous;
        if (mark is (byte)':' or (byte)';' or (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'[' or (byte)'=' or (byte)'{' or (byte)'<')
        {
            return 3;
        }

        // In running text a number is a code only if the catalogue knows it, and if no unit follows.
        if (!catalogue.KnowsCode(code) || (at + 4 < folded.Length && next == ' ' && CountsThings(folded[(at + 4)..])))
        {
            return 0;
        }

        return 1;
    }

    /// <summary>Whether the word stands before the number, with no more than a mark between them.</summary>
    private static bool IsAfter(ReadOnlySpan<byte> before, ReadOnlySpan<byte> word)
    {
        var end = before.Length;
        while (end > 0 && before.Length - end < 3 && !IsWord(before[end - 1]))
        {
            end--;
        }

        return before[..end].EndsWith(word);
    }

    /// <summary>Whether a host stands there, so that a port follows: <c>mx.example.org</c>, <c>[192.0.2.1]</c>.</summary>
    private static bool EndsInHost(ReadOnlySpan<byte> text)
    {
        var start = text.Length;
        while (start > 0 && text.Length - start < Slots.MaxLength && (IsWord(text[start - 1]) || text[start - 1] is (byte)'.' or (byte)'-'))
        {
            start--;
        }

        return text[start..].Contains((byte)'.') || (text.Length > 0 && text[^1] == ']');
    }

    private static bool CountsThings(ReadOnlySpan<byte> next) =>
        next.StartsWith("second"u8) || next.StartsWith("sec"u8) || next.StartsWith("minute"u8) || next.StartsWith("min"u8)
        || next.StartsWith("hour"u8) || next.StartsWith("day"u8) || next.StartsWith("byte"u8) || next.StartsWith("kb"u8)
        || next.StartsWith("mb"u8) || next.StartsWith("ms"u8) || next.StartsWith("message"u8) || next.StartsWith("recipient"u8)
        || next.StartsWith("email"u8) || next.StartsWith("mail"u8) || next.StartsWith("connection"u8) || next.StartsWith("time"u8);

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool IsWord(byte b) => Anchor.IsWord(b);
}
