using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>A phrase of the catalogue, its slots set off from the words.</summary>
internal static class PatternText
{
    public static Html Of(PageContext p, string phrase)
    {
        var rest = phrase.AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('{');
            var close = open < 0 ? -1 : rest[open..].IndexOf('}');
            if (close < 0)
            {
                return p.Text(rest);
            }

            var slot = rest.Slice(open + 1, close - 1);
            p.Text(rest[..open]);
            if (slot is "*")
            {
                p.Markup("<var>…</var>");
            }
            else if (slot.Length is > 1 and < 10 && !slot.ContainsAnyExceptInRange('a', 'z'))
            {
                p.Write($"<var>{slot}</var>");
            }
            else
            {
                p.Text(rest.Slice(open, close + 1));
            }

            rest = rest[(open + close + 1)..];
        }

        return default;
    }
}
