namespace Undelivered.Publishing;

/// <summary>Hands out sheet names that Excel takes: 1 to 31 legal characters, no two alike whatever their case.</summary>
internal sealed class SheetNames
{
    private const int MaxLength = 31;
    private const string Illegal = ":\\/?*[]";

    // "History" is the one name that Excel keeps for itself.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "History" };

    /// <summary>The name itself if it is fit and free, else the nearest one that is.</summary>
    public string Take(string wanted)
    {
        var legal = string.Concat(PlainText.Harmless(wanted).Select(c => Illegal.Contains(c) || c == '\n' ? ' ' : c));
        legal = Trimmed(string.Join(' ', legal.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        legal = legal.Length == 0 ? "Sheet" : Trimmed(PlainText.Cut(legal, MaxLength));
        var name = legal;
        for (var number = 2; !_taken.Add(name); number++)
        {
            var suffix = $" ({number})";
            name = PlainText.Cut(legal, MaxLength - suffix.Length).TrimEnd() + suffix;
        }

        return name;
    }

    // An apostrophe at either end would be taken for the quote around the name.
    private static string Trimmed(string name) => name.Trim('\'', ' ');
}
