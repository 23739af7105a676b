using System.Text;

namespace Undelivered.Cli.Rendering;

/// <summary>How many columns of a terminal a text takes: ideographs take two, combining marks none.</summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>How many characters of the text fit into the columns; at least one rune.</summary>
    public static int Fitting(string text, int columns)
    {
        if (text.Length <= columns && Ascii.IsValid(text))
        {
            return text.Length;
        }

        int width = 0, length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns && length > 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x300 and <= 0x36F) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F) => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
