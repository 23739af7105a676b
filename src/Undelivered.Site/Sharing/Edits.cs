using System.Collections;
using System.Text;

namespace Undelivered.Site.Sharing;

/// <summary>Replacements in a text, none over another; the first one that takes a place keeps it.</summary>
internal sealed class Edits(string text)
{
    private readonly List<(int Start, int Length, string By)> _edits = [];
    private readonly BitArray _taken = new(text.Length);

    public string Text => text;

    public int Count => _edits.Count;

    public void Add(int start, int length, string by)
    {
        for (var i = start; i < start + length; i++)
        {
            if (_taken[i])
            {
                return;
            }
        }

        for (var i = start; i < start + length; i++)
        {
            _taken[i] = true;
        }

        _edits.Add((start, length, by));
    }

    public string Apply()
    {
        _edits.Sort((a, b) => a.Start.CompareTo(b.Start));
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, length, by) in _edits)
        {
            result.Append(text, at, start - at).Append(by);
            at = start + length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
