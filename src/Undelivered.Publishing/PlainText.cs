using System.Text;

namespace Undelivered.Publishing;

/// <summary>Text from outside, made fit for what it goes into.</summary>
internal static class PlainText
{
    /// <summary>Keeps what XML 1.0 section 2.2 allows, with line feeds as the only line ends.</summary>
    public static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' or (>= 0x20 and not 0xFFFE and not 0xFFFF))
            {
                legal.Append(rune);
            }
        }

        return legal.ToString();
    }

    /// <summary>Shows a mark for what could move a cursor, hide, or reorder a line; line feeds stay, tabs become blanks.</summary>
    public static string Harmless(string text)
    {
        var harmless = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            harmless.Append(rune.Value switch
            {
                '\n' => rune,
                '\t' => new Rune(' '),
                < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) => Rune.ReplacementChar,
                (>= 0x2060 and <= 0x206F) or 0xFEFF or 0xFFFE or 0xFFFF => Rune.ReplacementChar,
                _ => rune,
            });
        }

        return harmless.ToString();
    }

    /// <summary>At most so many UTF-16 units, never half a character.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
