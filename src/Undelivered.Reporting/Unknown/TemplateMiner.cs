namespace Undelivered.Reporting.Unknown;

/// <summary>Texts that differ only in what belongs to one message.</summary>
internal sealed class Template(string[] words, string example)
{
    public string[] Words { get; } = words;

    /// <summary>One of the texts.</summary>
    public string Example { get; set; } = example;

    public long Count { get; set; }

    public long Weight { get; set; }

    public long FirstSeen { get; set; }

    public long LastSeen { get; set; }

    /// <summary>The id of the cause that was guessed, or <c>unknown</c>.</summary>
    public string Cause { get; set; } = CauseId.Unknown;

    public string Text => string.Join(' ', Words);
}

/// <summary>Groups texts by what they have in common, as they come, in bounded memory.</summary>
/// <remarks>
/// Texts with the same number of words and the same beginning are compared word by word, as Drain does (P. He et al., 2017); words
/// that differ become a wildcard. When there are too many templates, those that are met least make room, as in
/// <see cref="Counting.PartyTable"/>.
/// </remarks>
internal sealed class TemplateMiner(int capacity)
{
    // How much of two texts must be alike.
    private const double Likeness = 0.65;

    // A group that grows beyond this is of texts that have nothing in common but their beginning.
    private const int MaxGroup = 48;
    private const int ExampleLength = 600;
    private const int MaxKnown = 8_192;

    private readonly Dictionary<(int Length, string First), List<Template>> _groups = [];

    // Texts that were met before, to the letter but for what is masked.
    private readonly Dictionary<string, Template> _known = [];
    private int _count;

    /// <summary>How many texts belong to no template that is kept.</summary>
    public long Others { get; private set; }

    /// <summary>The templates, the most frequent first.</summary>
    public IReadOnlyList<Template> Ranked =>
        [.. _groups.Values.SelectMany(g => g).OrderByDescending(t => t.Count).ThenBy(t => t.Text, StringComparer.Ordinal)];

    public void Add(string text, string cause, long ticks)
    {
        var words = TextMask.Words(text);
        var known = string.Join(' ', words);
        if (!_known.TryGetValue(known, out var template))
        {
            template = Find(words, text);
            if (_known.Count >= MaxKnown)
            {
                _known.Clear();
            }

            _known[known] = template;
        }

        Count(template, 1, cause, ticks, ticks);
    }

    public void Add(TemplateMiner other)
    {
        foreach (var template in other.Ranked)
        {
            Count(Find(template.Words, template.Example), template.Count, template.Cause, template.FirstSeen, template.LastSeen);
        }

        Others += other.Others;
    }

    private static void Count(Template template, long count, string cause, long first, long last)
    {
        template.Count += count;
        template.Weight += count;
        template.Cause = template.Cause == CauseId.Unknown ? cause : template.Cause;
        if (last > 0)
        {
            template.FirstSeen = template.FirstSeen == 0 ? first : Math.Min(template.FirstSeen, first);
            template.LastSeen = Math.Max(template.LastSeen, last);
        }
    }

    private Template Find(string[] words, string text)
    {
        var key = (words.Length, words.Length > 0 ? words[0] : "");
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = [];
        }

        foreach (var template in group)
        {
            if (Unite(template.Words, words))
            {
                return template;
            }
        }

        if (_count >= capacity || group.Count >= MaxGroup)
        {
            MakeRoom(_count >= capacity ? null : group);
            return Find(words, text);
        }

        var added = new Template([.. words], TextMask.Redact(text, ExampleLength));
        group.Add(added);
        _count++;
        return added;
    }

    /// <summary>Whether the words fit the template, which then has a wildcard where they differ.</summary>
    private static bool Unite(string[] template, string[] words)
    {
        var allowed = (int)(words.Length * (1 - Likeness));
        var different = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (template[i] != words[i] && template[i] != TextMask.Anything && ++different > allowed)
            {
                return false;
            }
        }

        for (var i = 0; different > 0 && i < words.Length; i++)
        {
            if (template[i] != words[i])
            {
                template[i] = TextMask.Anything;
            }
        }

        return true;
    }

    private void MakeRoom(List<Template>? group)
    {
        var all = group is null ? _groups.Values.SelectMany(g => g).ToList() : group;
        var weights = all.Select(t => t.Weight).Order().ToArray();
        var median = weights[weights.Length / 2];
        foreach (var template in all)
        {
            template.Weight -= median;
        }

        foreach (var list in group is null ? [.. _groups.Values] : new List<List<Template>> { group })
        {
            Others += list.Where(t => t.Weight <= 0).Sum(t => t.Count);
            _count -= list.RemoveAll(t => t.Weight <= 0);
        }

        foreach (var key in _groups.Where(g => g.Value.Count == 0 && g.Value != group).Select(g => g.Key).ToList())
        {
            _groups.Remove(key);
        }

        _known.Clear();
    }
}
