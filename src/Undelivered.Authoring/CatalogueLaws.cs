using System.Text.RegularExpressions;
using Undelivered.Compilation;

namespace Undelivered.Authoring;

/// <summary>What holds for every catalogue, beyond its form.</summary>
public static partial class CatalogueLaws
{
    /// <summary>The live checks that a step or a cause may name.</summary>
    public static IReadOnlyList<string> Checks { get; } =
    [
        "dns", "mx", "sender", "spf", "dkim", "dmarc", "ptr", "helo", "blocklist.ip", "blocklist.domain", "tls",
        "smtp.connect", "smtp.auth", "smtp.rcpt", "provider-records", "mta-sts", "lint.from-domain", "lint.size",
        "lint.headers", "lint.recipients", "lint.unsubscribe", "lint.syntax", "lint.content",
    ];

    /// <summary>Every breach of a law.</summary>
    public static IEnumerable<CatalogueProblem> Check(CatalogueSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var ids = source.Entries.Select(e => e.Id).ToHashSet();
        var terms = source.Terms.Select(t => t.Id).ToHashSet();
        var suppressedByCause = source.Causes.ToLookup(c => c.Id, c => c.Suppress);
        foreach (var entry in source.Entries)
        {
            var suppress = entry.Suppress ?? suppressedByCause[entry.Cause].FirstOrDefault(Undelivered.Suppress.No);
            foreach (var message in FormLaws.Check(entry).Concat(Complete(entry)).Concat(Refers(entry, ids, terms)).Concat(Advises(entry)).Concat(Suppresses(entry, suppress)))
            {
                yield return new(entry.Id, message);
            }
        }

        foreach (var problem in Forms(source).Concat(Unique(source)).Concat(Knowledge(source, ids, terms)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<CatalogueProblem> Forms(CatalogueSource source) =>
        source.Speakers.SelectMany(s => FormLaws.Check(s).Select(m => new CatalogueProblem(s.Id, m)))
            .Concat(source.Causes.SelectMany(c => FormLaws.Check(c).Select(m => new CatalogueProblem(c.Id, m))))
            .Concat(source.Terms.SelectMany(t => FormLaws.Check(t).Select(m => new CatalogueProblem(t.Id, m))))
            .Concat(source.Guides.SelectMany(g => FormLaws.Check(g).Select(m => new CatalogueProblem(g.Id, m))));

    private static IEnumerable<CatalogueProblem> Unique(CatalogueSource source)
    {
        var neutral = source.Speakers.Where(s => s.Role == SpeakerRole.Standard).Select(s => s.Id).ToHashSet();
        var claims = new Dictionary<string, Entry>();
        foreach (var entry in source.Entries)
        {
            foreach (var match in entry.Match)
            {
                var byCodeAlone = match.Text is null && match.Token is null && match.HResult is null;
                var claim = $"{(byCodeAlone ? entry.Speaker : "")}|{match.Text?.ToLowerInvariant()}|{match.Token?.ToLowerInvariant()}|{match.Code}|{match.Http}|{match.HResult?.ToLowerInvariant()}";
                if (claims.TryAdd(claim, entry))
                {
                    continue;
                }

                // What a standard or any mail server says, a speaker may say too: who is known to speak decides.
                var other = claims[claim];
                if (other.Speaker == entry.Speaker || !(neutral.Contains(other.Speaker) || neutral.Contains(entry.Speaker)))
                {
                    yield return new(entry.Id, $"shadowed: {other.Id} matches the very same ({claim.Trim('|')})", "match");
                }
            }
        }

        foreach (var group in source.Entries.GroupBy(e => e.Id).Where(g => g.Count() > 1))
        {
            yield return new(group.Key, "the id stands twice");
        }
    }

    private static IEnumerable<string> Complete(Entry entry)
    {
        if (entry.Match.Count == 0)
        {
            yield return "without 'match' it can never answer";
        }

        if (entry.Sources.Count == 0 || entry.Sources.Any(s => s.Reference.Length == 0))
        {
            yield return "each entry needs a source: a url, an rfc or a title";
        }

        if (entry.Examples.Count == 0)
        {
            yield return "each entry needs an example";
        }

        if (entry.Remedy.Count == 0 && !entry.Cause.StartsWith("info.", StringComparison.Ordinal))
        {
            yield return "a failure needs a remedy";
        }
    }

    private static IEnumerable<string> Refers(Entry entry, HashSet<string> ids, HashSet<string> terms)
    {
        foreach (var term in entry.Terms.Where(t => !terms.Contains(t)))
        {
            yield return $"the glossary has no '{term}'";
        }

        foreach (var id in entry.See.Where(id => !ids.Contains(id)))
        {
            yield return $"'see' names '{id}', which does not exist";
        }

        foreach (var check in entry.Remedy.Select(s => s.Check).OfType<string>().Where(c => !Checks.Contains(c)))
        {
            yield return $"there is no check '{check}'";
        }

        var captured = entry.Match.SelectMany(m => Slot().Matches(m.Text ?? m.Token ?? "")).Select(m => m.Groups[1].Value).ToHashSet();
        var texts = entry.Remedy.Select(s => s.Do).Concat(entry.Avoid).Append(entry.Title).Append(entry.Meaning);
        foreach (var slot in texts.SelectMany(t => Slot().Matches(t)).Select(m => m.Groups[1].Value).Distinct().Where(s => s is not ("*" or "id") && Matching.Slots.TryParse(s, out _) && !captured.Contains(s)))
        {
            yield return $"the text uses {{{slot}}}, which no phrase captures";
        }
    }

    /// <summary>No step may tell people to lower their guard.</summary>
    private static IEnumerable<string> Advises(Entry entry)
    {
        // Each advice is looked at with all that stands before it: in a step without end, which is refused for its length, that would take hours.
        foreach (var step in entry.Remedy.Select(s => s.Do).Where(s => s.Length <= FormLaws.LongestStep))
        {
            foreach (System.Text.RegularExpressions.Match advice in LoweredGuard().Matches(step))
            {
                if (!Negation().IsMatch(step[..advice.Index]))
                {
                    yield return $"a remedy must not tell people to lower their guard: \"{advice.Value}\"";
                }
            }
        }
    }

    /// <summary>No address is suppressed on a basic code alone, nor for what is not the address's fault.</summary>
    private static IEnumerable<string> Suppresses(Entry entry, Suppress suppress)
    {
        if (suppress is not (Undelivered.Suppress.Yes or Undelivered.Suppress.AfterRepeats))
        {
            yield break;
        }

        if (entry.Match.Any(m => m.Text is null && m.Token is null && m.HResult is null && m.Code?.Contains('.') != true))
        {
            yield return "an address is never suppressed on a basic code alone";
        }

        if (suppress == Undelivered.Suppress.Yes && !entry.Cause.StartsWith("recipient.", StringComparison.Ordinal) && !entry.Cause.StartsWith("domain.", StringComparison.Ordinal))
        {
            yield return $"suppressing for {entry.Cause} would lose a good address";
        }
    }

    private static IEnumerable<CatalogueProblem> Knowledge(CatalogueSource source, HashSet<string> ids, HashSet<string> terms)
    {
        foreach (var guide in source.Guides)
        {
            foreach (var id in guide.Entries.Where(id => !ids.Contains(id)))
            {
                yield return new(guide.Id, $"the guide names the entry '{id}', which does not exist");
            }
        }

        foreach (var term in source.Terms)
        {
            foreach (var id in term.See.Where(id => !terms.Contains(id)))
            {
                yield return new(term.Id, $"'see' names the term '{id}', which does not exist");
            }
        }

        foreach (var group in source.Causes.GroupBy(c => c.Id).Where(g => g.Count() > 1))
        {
            yield return new(group.Key, "the cause stands twice");
        }
    }

    [GeneratedRegex(@"\{([a-z*]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Slot();

    private const string Guard = @"(the\s+|your\s+)?(ssl|tls|encryption|starttls|antivirus|anti-virus|virus scanner|firewall|dmarc|certificate (check|validation|verification))";

    [GeneratedRegex(
        @"(?i)\b(disable|turn off|switch off|deactivate|untick|uncheck|remove)\s+" + Guard + @"|\b(turn|switch)\s+" + Guard + @"\s+off\b"
        + @"|(lower|weaken|change|relax|switch|downgrade|set)\b[^.;]*\bto p=none|(ignore|skip|bypass)\s+(the\s+)?(certificate|tls)|accept all certificates|rejectunauthorized",
        RegexOptions.NonBacktracking)]
    private static partial Regex LoweredGuard();

    [GeneratedRegex(@"(?i)\b(not|never|instead of|rather than|without|don't|no need to)\b[^.;:]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Negation();
}
