using System.Globalization;
using System.Runtime.InteropServices;

namespace Undelivered;

/// <summary>A reply code, an enhanced code, or both, with wildcards: <c>550 5.7.26</c>, <c>5yz</c>, <c>x.7.26</c>, <c>5.7.500-699</c>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal struct CodePattern
{
    public const ushort Any = ushort.MaxValue;

    /// <summary>The lowest and highest reply code; 0 where none is asked for.</summary>
    public ushort BasicLow;
    public ushort BasicHigh;

    /// <summary>One bit for each class digit; 0 where no enhanced code is asked for.</summary>
    public byte Classes;

    /// <summary>Whether the number is an HTTP status.</summary>
    public bool IsHttp;
    public ushort Subject;
    public ushort DetailLow;
    public ushort DetailHigh;

    public readonly bool AsksBasic => BasicLow != 0;

    public readonly bool AsksEnhanced => Classes != 0;

    public readonly bool IsEmpty => !AsksBasic && !AsksEnhanced;

    public readonly bool IsExactEnhanced => AsksEnhanced && Subject != Any && DetailLow == DetailHigh;

    public readonly bool Takes(int replyCode) => replyCode >= BasicLow && replyCode <= BasicHigh;

    public readonly bool Takes(EnhancedCode code) =>
        (code.Class == 0 || (Classes & (1 << code.Class)) != 0)
        && (Subject == Any || Subject == code.Subject) && code.Detail >= DetailLow && code.Detail <= DetailHigh;

    /// <summary>Reads a pattern; false where the text is none.</summary>
    public static bool TryParse(string? text, bool http, out CodePattern pattern)
    {
        pattern = new CodePattern { IsHttp = http };
        var parts = (text ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2)
        {
            return false;
        }

        foreach (var part in parts)
        {
            if (!(part.Contains('.') ? !http && !pattern.AsksEnhanced && pattern.ReadEnhanced(part) : pattern.BasicLow == 0 && pattern.ReadBasic(part)))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadBasic(string part)
    {
        if (part.Length != 3 || part[0] is < '2' or > '5')
        {
            return false;
        }

        if (part[1..] is "yz" or "xx")
        {
            BasicLow = (ushort)((part[0] - '0') * 100);
            BasicHigh = (ushort)(BasicLow + 99);
            return true;
        }

        var read = ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out BasicLow);
        BasicHigh = BasicLow;
        return read;
    }

    private bool ReadEnhanced(string part)
    {
        var numbers = part.Split('.');
        if (numbers.Length != 3)
        {
            return false;
        }

        Classes = numbers[0] switch { "2" => 1 << 2, "4" => 1 << 4, "5" => 1 << 5, "x" or "*" => (1 << 2) | (1 << 4) | (1 << 5), _ => 0 };
        Subject = Any;
        if (!IsWildcard(numbers[1]) && !ushort.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out Subject))
        {
            return false;
        }

        if (IsWildcard(numbers[2]))
        {
            (DetailLow, DetailHigh) = (0, 999);
            return Classes != 0;
        }

        var range = numbers[2].Split('-');
        var read = ushort.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out DetailLow);
        DetailHigh = DetailLow;
        if (range.Length == 2)
        {
            read &= ushort.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out DetailHigh) && DetailHigh >= DetailLow;
        }

        return read && range.Length <= 2 && Classes != 0;
    }

    private static bool IsWildcard(string number) => number is "x" or "*" or "yz" or "xx" or "xxx";
}
