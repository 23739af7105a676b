namespace Undelivered.Site.Sharing;

/// <summary>Finds ids by which a message or a person can be looked up, and telephone numbers.</summary>
internal static class TokenFinder
{
    // Shorter ones are codes of the speakers (S3150, TSS04, 0x800CCC0F) as often as ids.
    private const int ShortestId = 16;
    private const int FewestDigits = 4;

    public static void Mask(Edits edits)
    {
        var ids = new Pseudonyms("id{0}");
        var text = edits.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '+')
            {
                at = MaskPhone(edits, at);
            }
            else if (IsToken(text[at]))
            {
                var start = at;
                while (at < text.Length && IsToken(text[at]))
                {
                    at++;
                }

                var token = text.AsSpan(start, at - start).Trim("-_");
                if (IsId(token))
                {
                    edits.Add(start + text.AsSpan(start, at - start).IndexOf(token), token.Length, ids.Of(token.ToString()));
                }

                at--;
            }
        }
    }

    private static bool IsId(ReadOnlySpan<char> token)
    {
        if (token.Length < ShortestId || token.StartsWith("0x"))
        {
            return false;
        }

        var digits = 0;
        var letters = 0;
        foreach (var c in token)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsAsciiLetter(c) ? 1 : 0;
        }

        return digits >= FewestDigits && letters > 0;
    }

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    /// <summary><c>+49 30 1234567</c>; returns where it ends.</summary>
    private static int MaskPhone(Edits edits, int plus)
    {
        var text = edits.Text;
        var digits = 0;
        var end = plus + 1;
        var last = end;
        for (; end < text.Length && end - plus < 24 && (char.IsAsciiDigit(text[end]) || text[end] is ' ' or '-' or '(' or ')' or '/'); end++)
        {
            if (char.IsAsciiDigit(text[end]))
            {
                digits++;
                last = end + 1;
            }
        }

        var isPhone = digits is >= 8 and <= 15 && (plus == 0 || !char.IsLetterOrDigit(text[plus - 1])) && text[plus + 1] != '0';
        if (isPhone)
        {
            edits.Add(plus, last - plus, "+00 000 000");
        }

        return isPhone ? last - 1 : plus;
    }
}
