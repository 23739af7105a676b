namespace Undelivered.Matching;

/// <summary>Draws the decision from the entry, its cause and the class of the code: docs/matching.md, section 5.</summary>
internal static class Decider
{
    public static void Decide(CatalogueData catalogue, ref Verdict verdict)
    {
        var @class = ClassOf(verdict);
        if (verdict.Entry < 0)
        {
            DecideByClass(ref verdict, @class);
            return;
        }

        ref readonly var entry = ref catalogue.Entries[verdict.Entry];
        verdict.Permanence = (Permanence)entry.Permanence;
        verdict.FixedBy = (FixedBy)entry.FixedBy;
        verdict.Retry = (Retry)entry.Retry;
        verdict.Suppress = (Suppress)entry.Suppress;
        if (verdict.Permanence == Permanence.Unknown)
        {
            verdict.Permanence = ByClass(@class);
        }

        if (verdict.Retry == Retry.ByReplyClass)
        {
            verdict.Retry = @class == 4 ? Retry.Backoff : Retry.No;
        }

        // What was only the cause's usual case gives way to a server that says "try again".
        if (@class == 4 && !verdict.IsHttp && verdict.Permanence == Permanence.Permanent && !entry.Has(EntryFlags.OwnPermanence))
        {
            verdict.Permanence = Permanence.Temporary;
            verdict.Retry = verdict.Retry == Retry.No && !entry.Has(EntryFlags.OwnRetry) ? Retry.Backoff : verdict.Retry;
            verdict.Suppress = verdict.Suppress == Suppress.Yes && !entry.Has(EntryFlags.OwnSuppress) ? Suppress.AfterRepeats : verdict.Suppress;
        }

        verdict.Conflict = !verdict.IsHttp && verdict.Kind >= MatchKind.SpeakerCode && (@class, verdict.Permanence) is
            (4, Permanence.Permanent) or (5, Permanence.Temporary) or (2, Permanence.Permanent or Permanence.Temporary) or (4 or 5, Permanence.None);
    }

    private static int ClassOf(in Verdict verdict) =>
        verdict.Enhanced.IsKnown && verdict.Enhanced.Class != 0 ? verdict.Enhanced.Class : verdict.ReplyCode / 100;

    private static void DecideByClass(ref Verdict verdict, int @class)
    {
        verdict.Permanence = ByClass(@class);
        verdict.Retry = @class == 4 ? Retry.Backoff : Retry.No;
        verdict.Suppress = Suppress.No;
        verdict.FixedBy = FixedBy.Inspect;
    }

    private static Permanence ByClass(int @class) => @class switch
    {
        2 or 3 => Permanence.None,
        4 => Permanence.Temporary,
        5 => Permanence.Permanent,
        _ => Permanence.Unknown,
    };
}
