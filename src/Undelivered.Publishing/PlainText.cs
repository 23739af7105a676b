using System.Buffers;
using System.Globalization;
using System.Text;

namespace Undelivered.Publishing;

/// <summary>Text from outside, made fit for what it goes into.</summary>
internal static class PlainText
{
    // What spreadsheets take for the beginning of a formula; East Asian ones read the full-width forms alike.
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

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
                _ => IsHarmful(rune) ? Rune.ReplacementChar : rune,
            });
        }

        return harmless.ToString();
    }

    /// <summary>Whether a character could move a cursor, hide, or reorder a line: controls, marks of direction, what takes no room, tags.</summary>
    public static bool IsHarmful(Rune rune) => rune.Value is < 0x20 or (>= 0x7F and < 0xA0) or 0x061C or 0x180E
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB) or 0xFFFE or 0xFFFF or (>= 0xE0000 and <= 0xE007F);

    /// <summary>A cell of CSV (RFC 4180) that no spreadsheet runs, without controls other than tabs and line ends.</summary>
    public static string CsvCell(string text)
    {
        if (text.Any(IsDropped))
        {
            text = string.Concat(text.Where(c => !IsDropped(c)));
        }

        if (text.Length > 0 && FormulaStarts.Contains(text[0]) && !IsNumber(text))
        {
            // The apostrophe makes it text.
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>At most so many UTF-16 units, never half a character.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static bool IsDropped(char c) => char.IsControl(c) && c is not ('\t' or '\r' or '\n');

    private static bool IsNumber(string text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
