using System.Text;

namespace Undelivered.Matching;

/// <summary>The catalogue's texts with slots in them: <c>{domain} is refused</c>.</summary>
internal static class SlotText
{
    /// <summary>Gives what a slot is replaced by.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="begins">Whether the text begins with it.</param>
    public delegate string Value(Slot slot, bool begins);

    /// <summary>Replaces every slot of a text; other braces stay.</summary>
    public static string Fill(string text, Value value)
    {
        if (!text.Contains('{'))
        {
            return text;
        }

        var filled = new StringBuilder();
        var rest = text.AsSpan();
        for (var open = rest.IndexOf('{'); open >= 0; open = rest.IndexOf('{'))
        {
            var close = rest[open..].IndexOf('}');
            if (close > 0 && Slots.TryParse(rest.Slice(open + 1, close - 1).ToString(), out var slot) && slot != Slot.Anything)
            {
                filled.Append(rest[..open]);
                filled.Append(value(slot, filled.Length == 0));
                rest = rest[(open + close + 1)..];
            }
            else
            {
                filled.Append(rest[..(open + 1)]);
                rest = rest[(open + 1)..];
            }
        }

        return filled.Append(rest).ToString();
    }

    /// <summary>The word for a slot of which nothing was captured.</summary>
    public static string Neutral(Slot slot, bool begins)
    {
        var word = Slots.NeutralWord(slot);
        return begins ? "T" + word[1..] : word;
    }
}
