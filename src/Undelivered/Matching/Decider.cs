namespace Undelivered.Matching;

/// <summary>Draws the decision from the entry, its cause and the class of the code: docs/matching.md, section 5.</summary>
internal static class Decider
{
    public static void Decide(CatalogueData catalogue, ref Verdict verdict)
    {
        var @class = ClassOf(verdict);
        if (verdict.Entry < 0 && verdict.Cause != catalogue.UnknownCause)
        {
            DecideByCause(catalogue.Causes[verdict.Cause], ref verdict, @class);
        }
        else if (verdict.Entry < 0)
        {
            DecideByClass(ref verdict, @class);
        }
        else
        {
            DecideByEntry(catalogue.Entries[verdict.Entry], ref verdict, @class);
        }

        if (verdict.IsDelay)
        {
            StayOpen(ref verdict);
        }
    }

    private static void DecideByEntry(in EntryRecord entry, ref Verdict verdict, int @class)
    {
        verdict.Permanence = (Permanence)entry.Permanence;
        verdict.FixedBy = (FixedBy)entry.FixedBy;
        verdict.Retry = (Retry)entry.Retry;
        verdict.Suppress = (Suppress)entry.Suppress;
        FillInByClass(ref verdict, @class);
        if (verdict.SenderMeant && verdict.Suppress is (Suppress.Yes or Suppress.AfterRepeats))
        {
            // "User unknown" in answer to MAIL FROM or AUTH is not about the recipient.
            verdict.Suppress = Suppress.No;
            verdict.Retry = verdict.Retry == Retry.No ? Retry.AfterFix : verdict.Retry;
        }

        if (verdict.IsHttp && verdict.Speaker < 0 && verdict.Suppress is (Suppress.Yes or Suppress.AfterRepeats))
        {
            // What an API of nobody known does not find may be its own user or domain.
            verdict.Suppress = Suppress.No;
        }

        // What was only the cause's usual case gives way to a server that says "try again".
        if (@class == 4 && !verdict.IsHttp && verdict.Permanence == Permanence.Permanent && !entry.Has(EntryFlags.OwnPermanence))
        {
            verdict.Permanence = Permanence.Temporary;
            verdict.Retry = verdict.Retry == Retry.No && !entry.Has(EntryFlags.OwnRetry) ? Retry.Backoff : verdict.Retry;
            verdict.Suppress = verdict.Suppress == Suppress.Yes && !entry.Has(EntryFlags.OwnSuppress) ? Suppress.AfterRepeats : verdict.Suppress;
        }

        verdict.Conflict = !verdict.IsHttp && verdict.Kind < MatchKind.Form && verdict.Kind >= MatchKind.SpeakerCode && (@class, verdict.Permanence) is
            (4, Permanence.Permanent) or (5, Permanence.Temporary) or (2, Permanence.Permanent or Permanence.Temporary) or (4 or 5, Permanence.None);
    }

    /// <summary>As long as a server goes on trying, nothing is final, whatever the words say.</summary>
    private static void StayOpen(ref Verdict verdict)
    {
        verdict.Permanence = verdict.Permanence == Permanence.None ? Permanence.None : Permanence.Temporary;
        verdict.Retry = verdict.Retry == Retry.No ? Retry.Backoff : verdict.Retry;
        verdict.Suppress = verdict.Suppress == Suppress.Yes ? Suppress.AfterRepeats : verdict.Suppress;
        verdict.Conflict = false;
    }

    /// <summary>A guess decides nothing that could lose a good address, and never against the server's own "try again".</summary>
    private static void DecideByCause(in CauseRecord cause, ref Verdict verdict, int @class)
    {
        verdict.Permanence = (Permanence)cause.Permanence;
        verdict.FixedBy = (FixedBy)cause.FixedBy;
        verdict.Retry = (Retry)cause.Retry;
        verdict.Suppress = (Suppress)cause.Suppress == Suppress.Yes ? Suppress.AfterRepeats : (Suppress)cause.Suppress;
        verdict.Suppress = verdict.SenderMeant && verdict.Suppress == Suppress.AfterRepeats ? Suppress.No : verdict.Suppress;
        FillInByClass(ref verdict, @class);
        if (@class == 4 && verdict.Permanence == Permanence.Permanent)
        {
            verdict.Permanence = Permanence.Temporary;
            verdict.Retry = verdict.Retry == Retry.No ? Retry.Backoff : verdict.Retry;
        }
    }

    private static void FillInByClass(ref Verdict verdict, int @class)
    {
        if (verdict.Permanence == Permanence.Unknown)
        {
            verdict.Permanence = ByClass(@class);
        }

        if (verdict.Retry == Retry.ByReplyClass)
        {
            verdict.Retry = @class == 4 ? Retry.Backoff : Retry.No;
        }
    }

    private static int ClassOf(in Verdict verdict) =>
        verdict.IsHttp ? 0 : verdict.Enhanced.IsKnown && verdict.Enhanced.Class != 0 ? verdict.Enhanced.Class : verdict.ReplyCode / 100;

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
