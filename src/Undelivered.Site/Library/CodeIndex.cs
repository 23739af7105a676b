using System.Globalization;
using Undelivered.Matching;

namespace Undelivered.Site.Library;

/// <summary>Which entries a code leads to.</summary>
public sealed class CodeIndex
{
    private readonly Dictionary<CodeName, List<Entry>> _exact = [];
    private readonly List<(CodePattern Pattern, Entry Entry)> _patterns = [];

    internal CodeIndex(IEnumerable<Entry> entries)
    {
        foreach (var entry in entries)
        {
            foreach (var match in entry.Match)
            {
                Add(entry, match);
            }
        }

        Names = [.. _exact.Keys.Order(CodeName.Order)];
    }

    /// <summary>Every code that an entry names exactly, in order.</summary>
    public IReadOnlyList<CodeName> Names { get; }

    /// <summary>The entries that answer a code: those that name it, then those that name a range it lies in.</summary>
    public IReadOnlyList<Entry> Find(CodeName code)
    {
        IEnumerable<Entry> found = _exact.GetValueOrDefault(code) ?? [];
        if (code.Kind == CodeKind.Enhanced)
        {
            found = found.Concat(_patterns.Where(p => p.Pattern.Takes(code.Enhanced)).Select(p => p.Entry));
        }

        return [.. found.Distinct()];
    }

    /// <summary>The code as it is looked up: 429 alone means HTTP, since no mail server says it, and x.7.26 the failure 5.7.26.</summary>
    public CodeName Settle(CodeName code) => code.Kind switch
    {
        CodeKind.Reply when !_exact.ContainsKey(code) && _exact.ContainsKey(CodeName.OfHttp(code.Status)) => CodeName.OfHttp(code.Status),
        CodeKind.Enhanced when code.Enhanced.Class == 0 => CodeName.Of(new(5, code.Enhanced.Subject, code.Enhanced.Detail)),
        _ => code,
    };

    /// <summary>The exact codes of an entry.</summary>
    public static IEnumerable<CodeName> NamesOf(Entry entry) => entry.Match.SelectMany(NamesOf).Distinct();

    internal static IEnumerable<CodeName> NamesOf(Match match)
    {
        if (match.HResult is { } windows && ErrorNumber.TryParse(windows, out var number))
        {
            yield return CodeName.OfWindows(number);
        }

        if (CodePattern.TryParse(match.Code ?? match.Http, match.Http is not null, out var pattern))
        {
            if (pattern.AsksBasic && pattern.BasicLow == pattern.BasicHigh)
            {
                yield return match.Http is null ? CodeName.OfReply(pattern.BasicLow) : CodeName.OfHttp(pattern.BasicLow);
            }

            if (pattern.IsExactEnhanced && byte.IsPow2(pattern.Classes))
            {
                yield return CodeName.Of(new((byte)byte.Log2(pattern.Classes), pattern.Subject, pattern.DetailLow));
            }
        }
    }

    private void Add(Entry entry, Match match)
    {
        foreach (var name in NamesOf(match))
        {
            if (!_exact.TryGetValue(name, out var entries))
            {
                _exact[name] = entries = [];
            }

            entries.Add(entry);
        }

        // A whole subject (5.7.*) says too little to be found by one of its codes.
        if (match.Code is not null && CodePattern.TryParse(match.Code, false, out var pattern) && pattern.AsksEnhanced
            && pattern.Subject != CodePattern.Any && (pattern.DetailLow, pattern.DetailHigh) != (0, 999))
        {
            _patterns.Add((pattern, entry));
        }
    }
}
