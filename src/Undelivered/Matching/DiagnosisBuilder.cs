using System.Numerics;
using System.Text;

namespace Undelivered.Matching;

/// <summary>Turns a verdict into the answer that people and programs read.</summary>
internal static class DiagnosisBuilder
{
    public static Diagnosis Build(Catalogue catalogue, in Verdict verdict, ReadOnlySpan<byte> utf8, Scratch scratch, in Evidence evidence)
    {
        var entry = verdict.Entry < 0 ? null : catalogue.EntryAt(verdict.Entry);
        var cause = catalogue.CauseOf(verdict);
        var captures = CapturesOf(catalogue.Data, verdict, utf8, scratch);
        return new Diagnosis
        {
            Text = Encoding.UTF8.GetString(utf8),
            Entry = entry,
            Speaker = verdict.Speaker < 0 ? null : catalogue.SpeakerAt(verdict.Speaker).Id,
            Via = Via(catalogue, verdict, scratch, catalogue.Resolve(evidence).Hinted),
            Cause = cause,
            Permanence = verdict.Permanence,
            FixedBy = verdict.FixedBy,
            Retry = verdict.Retry,
            RetryAfter = RetryAfter(catalogue, verdict, utf8, scratch),
            Suppress = verdict.Suppress,
            ReplyCode = verdict.ReplyCode > 0 && !verdict.IsHttp ? verdict.ReplyCode : null,
            HttpStatus = verdict.ReplyCode > 0 && verdict.IsHttp ? verdict.ReplyCode : null,
            EnhancedCode = verdict.Enhanced.IsKnown ? verdict.Enhanced : null,
            Title = Fill(entry?.Title ?? cause.Title, captures),
            Meaning = Fill(entry?.Meaning ?? cause.Meaning, captures),
            Remedy = entry is null ? cause.Remedy : [.. entry.Remedy.Select(s => s with { Do = Fill(s.Do, captures) })],
            Avoid = entry is null ? [] : [.. entry.Avoid.Select(a => Fill(a, captures))],
            Terms = entry is null ? [] : [.. entry.Terms.Select(catalogue.FindTerm).OfType<Term>()],
            Captures = captures,
            Matched = MatchedRange(verdict, utf8, scratch),
            Match = verdict.Kind,
            Confidence = verdict.Confidence,
            Conflict = Conflict(verdict),
        };
    }

    /// <summary>Puts what was captured into a text with slots, or a neutral word where nothing was.</summary>
    private static string Fill(string text, Dictionary<string, string> captures) =>
        SlotText.Fill(text, (slot, begins) => captures.TryGetValue(Slots.NameOf(slot), out var value) ? value : SlotText.Neutral(slot, begins));

    /// <summary>What the chosen phrase captures, and what the entry's other phrases do that stand in the text too; trimmed, without placeholders.</summary>
    public static int FindCaptures(CatalogueData catalogue, in Verdict verdict, Scratch scratch, Span<Capture> found)
    {
        if (verdict.Phrase < 0)
        {
            return 0;
        }

        var count = FindCaptures(catalogue, verdict.Phrase, verdict.Start, scratch, found, 0);
        for (var i = 0; i < scratch.CandidateCount; i++)
        {
            ref readonly var candidate = ref scratch.Candidates[i];
            if (candidate.Entry == verdict.Entry && candidate.Phrase >= 0 && candidate.Phrase != verdict.Phrase)
            {
                count = FindCaptures(catalogue, candidate.Phrase, candidate.Start, scratch, found, count);
            }
        }

        return count;
    }

    private static int FindCaptures(CatalogueData catalogue, int phrase, int start, Scratch scratch, Span<Capture> found, int count)
    {
        if (!HasSlots(catalogue, catalogue.Phrases[phrase]))
        {
            return count;
        }

        Span<Capture> ranges = stackalloc Capture[PhraseMatcher.MaxCaptures];
        if (!TryMatchAgain(catalogue, phrase, start, scratch, ranges, out var matched))
        {
            return count;
        }

        foreach (var capture in ranges[..matched])
        {
            ReadOnlySpan<byte> content = scratch.Folded.AsSpan(capture.Start, capture.End - capture.Start);
            var trimmed = Slots.Trim(content, out var before);
            if (count < found.Length && !Slots.IsNamedPlaceholder(content) && Slots.Holds(capture.Slot, trimmed) && !Has(found[..count], capture.Slot))
            {
                found[count++] = new Capture(capture.Slot, capture.Start + before, capture.Start + before + trimmed.Length);
            }
        }

        return count;
    }

    private static bool HasSlots(CatalogueData catalogue, in PhraseRecord phrase)
    {
        if (phrase.TrailingSlot != Slot.None)
        {
            return true;
        }

        foreach (ref readonly var piece in catalogue.PiecesOf(phrase))
        {
            if (piece.SlotBefore is not (Slot.None or Slot.Anything))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<Capture> captures, Slot slot)
    {
        foreach (var capture in captures)
        {
            if (capture.Slot == slot)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the slots hold, as the text writes it.</summary>
    public static Dictionary<string, string> CapturesOf(CatalogueData catalogue, in Verdict verdict, ReadOnlySpan<byte> utf8, Scratch scratch)
    {
        Span<Capture> found = stackalloc Capture[PhraseMatcher.MaxCaptures * 2];
        var captures = found[..FindCaptures(catalogue, verdict, scratch, found)];
        var texts = new Dictionary<string, string>();
        foreach (var capture in captures)
        {
            texts[Slots.NameOf(capture.Slot)] = Text(capture, utf8, scratch);
        }

        return texts;
    }

    private static string Text(Capture capture, ReadOnlySpan<byte> utf8, Scratch scratch) =>
        Encoding.UTF8.GetString(utf8[Original(scratch, capture.Start, capture.End, utf8.Length)]);

    /// <summary>When to try again: as the chosen phrase says, or a hint in the text, or the entry.</summary>
    public static string? RetryAfter(Catalogue catalogue, in Verdict verdict, ReadOnlySpan<byte> utf8, Scratch scratch)
    {
        if (verdict.Retry is not (Retry.Backoff or Retry.AtReset or Retry.Split))
        {
            return null;
        }

        Span<Capture> captures = stackalloc Capture[PhraseMatcher.MaxCaptures];
        var time = Time(captures[..FindCaptures(catalogue.Data, verdict, scratch, captures)], utf8, scratch);
        for (var i = 0; time is null && i < scratch.RetryHintCount; i++)
        {
            time = Time(captures[..FindCaptures(catalogue.Data, scratch.RetryHints[i], -1, scratch, captures, 0)], utf8, scratch);
        }

        return time ?? (verdict.Entry >= 0 && catalogue.Data.Entries[verdict.Entry].Has(EntryFlags.HasRetryAfter) ? catalogue.EntryAt(verdict.Entry).RetryAfter : null);
    }

    private static string? Time(ReadOnlySpan<Capture> captures, ReadOnlySpan<byte> utf8, Scratch scratch)
    {
        foreach (var capture in captures)
        {
            var time = capture.Slot switch
            {
                Slot.Date => RetryTime.FromDate(Text(capture, utf8, scratch)),
                Slot.Duration => RetryTime.FromDuration(Text(capture, utf8, scratch)),
                _ => null,
            };
            if (time is not null)
            {
                return time;
            }
        }

        return null;
    }

    /// <summary>Verifies a phrase anew to learn what its slots hold; while searching nobody wanted to know.</summary>
    private static bool TryMatchAgain(CatalogueData catalogue, int index, int start, Scratch scratch, Span<Capture> captures, out int count)
    {
        ref readonly var phrase = ref catalogue.Phrases[index];
        ReadOnlySpan<byte> folded = scratch.Folded.AsSpan(0, scratch.Length);
        var anchor = catalogue.LiteralOf(catalogue.PiecesOf(phrase)[phrase.AnchorPiece]);
        for (var at = Math.Max(start, 0); at < folded.Length; at++)
        {
            // Which alternative stands there is not known: then each place is tried.
            var found = phrase.Groups > 0 ? 0 : folded[at..].IndexOf(anchor);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (PhraseMatcher.TryMatch(catalogue, phrase, folded, at + phrase.AnchorOffset, captures, out var match) && (start < 0 || match.Start == start))
            {
                count = match.CaptureCount;
                return true;
            }
        }

        count = 0;
        return false;
    }

    private static Range MatchedRange(in Verdict verdict, ReadOnlySpan<byte> utf8, Scratch scratch)
    {
        if (verdict.End <= verdict.Start)
        {
            return default;
        }

        var range = Original(scratch, verdict.Start, verdict.End, utf8.Length);
        return Encoding.UTF8.GetCharCount(utf8[..range.Start.Value])..Encoding.UTF8.GetCharCount(utf8[..range.End.Value]);
    }

    /// <summary>The range of the original text that a range of the folded text comes from.</summary>
    public static Range Original(Scratch scratch, int start, int end, int length)
    {
        var from = Math.Min(scratch.Offsets.ToOriginalStart(start), length);
        var to = Math.Min(scratch.Offsets.ToOriginalEnd(end), length);
        return from..Math.Max(from, to);
    }

    /// <summary>How many wrappers are reported at most.</summary>
    public const int MaxVia = 8;

    /// <summary>The speakers that quote the chosen one, outermost first.</summary>
    public static int FindVia(CatalogueData catalogue, in Verdict verdict, Scratch scratch, int hinted, Span<int> found)
    {
        var depth = verdict.Speaker < 0 ? SpeakerRole.Standard : catalogue.Speakers[verdict.Speaker].Role;
        var chosen = verdict.Speaker;
        var count = 0;
        for (var word = 0; word < scratch.SpeakersSeen.Length; word++)
        {
            for (var bits = scratch.SpeakersSeen[word]; bits != 0; bits &= bits - 1)
            {
                Insert(found, (word << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }

        if (hinted >= 0 && catalogue.Speakers[hinted].Role == SpeakerRole.Provider && !Scratch.Test(scratch.SpeakersSeen, hinted))
        {
            Insert(found, hinted);
        }

        return count;

        void Insert(Span<int> sorted, int speaker)
        {
            var role = catalogue.Speakers[speaker].Role;
            if (role >= depth || speaker == chosen || count == sorted.Length)
            {
                return;
            }

            var at = count++;
            for (; at > 0 && catalogue.Speakers[sorted[at - 1]].Role > role; at--)
            {
                sorted[at] = sorted[at - 1];
            }

            sorted[at] = speaker;
        }
    }

    private static string[] Via(Catalogue catalogue, in Verdict verdict, Scratch scratch, int hinted)
    {
        Span<int> found = stackalloc int[MaxVia];
        var via = found[..FindVia(catalogue.Data, verdict, scratch, hinted, found)];
        var ids = new string[via.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = catalogue.SpeakerAt(via[i]).Id;
        }

        return ids;
    }

    public static string? Conflict(in Verdict verdict)
    {
        if (!verdict.Conflict)
        {
            return null;
        }

        var code = verdict.Enhanced.IsKnown ? verdict.Enhanced.ToString() : verdict.ReplyCode.ToString();
        var says = code[0] switch { '2' => "success", '4' => "a temporary failure", _ => "a permanent failure" };
        var truth = verdict.Permanence switch { Permanence.Permanent => "permanent", Permanence.Temporary => "temporary", _ => "no failure" };
        return $"The code {code} says {says}; what the text describes is {truth}. The text decides.";
    }
}
