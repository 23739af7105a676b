using Undelivered.Learning;

namespace Undelivered.Matching;

/// <summary>Picks the entry that answers: docs/matching.md, section 4.</summary>
internal ref struct Chooser
{
    // The weights of what speaks for a candidate, in literal bytes. Tried on the catalogue's examples: a code
    // that agrees may outweigh a few words, a speaker that is proven a short sentence, a token nearly all.
    private const int SameEnhanced = 24;
    private const int CloserClass = 2;
    private const int SameBasic = 10;
    private const int OtherEnhanced = -12;
    private const int OtherBasic = -8;
    private const int OtherClass = -6;
    private const int SpeakerSeen = 30;
    private const int SpeakerHinted = 20;
    private const int OtherReceiverSeen = -10;
    private const int ReceiverSpeaks = 6;
    private const int TokenWeight = 120;
    private const int MaxLiterals = 200;
    private const int MostSlotBytes = 4;

    private const int FirstOwnDetail = 100;

    // Replies to AUTH (RFC 4954): the user that is unknown is the one who signs in.
    private const int FirstSignInCode = 530;
    private const int LastSignInCode = 538;

    // How likely a guess must be to go before a table of codes. Measured on entries that were not learned from
    // (docs/accuracy.md): from here on guesses come true more often than the tables do, and about as often as they say.
    private const double SurerThanCodes = 0.4;

    // Without any code, a text may be no reply at all.
    private const double SureWithoutCode = 0.75;

    // The words that show the sender are many servers' own; few of them quote another's.
    private const double SureOfSender = 0.9;

    private readonly CatalogueData _catalogue;
    private readonly Scratch _scratch;
    private readonly Surroundings _around;
    private readonly int _replyCode;
    private readonly EnhancedCode _enhanced;
    private readonly int _deepestSeen;

    /// <summary>A code that HTTP knows and SMTP does not: 403 does not say "not now".</summary>
    private readonly bool _isHttpAlone;

    private Chooser(CatalogueData catalogue, Scratch scratch, in Surroundings around)
    {
        _catalogue = catalogue;
        _scratch = scratch;
        _around = around;
        _enhanced = around.Enhanced.IsKnown ? around.Enhanced
            : scratch.Codes.Enhanced.IsKnown ? scratch.Codes.Enhanced : scratch.StrippedEnhanced;
        _replyCode = around.ReplyCode > 0 ? around.ReplyCode : scratch.Codes.ReplyCode;
        _isHttpAlone = !_enhanced.IsKnown && _replyCode is ((>= 400 and <= 417) or 426 or 428 or 429);
        if (around.Host >= 0)
        {
            Scratch.TestAndSet(scratch.SpeakersSeen, around.Host);
        }

        _deepestSeen = DeepestSeen();
    }

    public static Verdict Choose(CatalogueData catalogue, Scratch scratch, in Surroundings around) =>
        new Chooser(catalogue, scratch, around).Choose();

    private readonly Verdict Choose()
    {
        var best = new Verdict { Entry = -1, Phrase = -1, Speaker = -1 };
        if (_around.Entry >= 0)
        {
            best.Entry = _around.Entry;
            best.Kind = MatchKind.Form;
            best.Confidence = 1;
        }
        else
        {
            Recognise(ref best);
        }

        best.Cause = best.Entry < 0 ? _catalogue.UnknownCause : _catalogue.Entries[best.Entry].Cause;
        Guess(ref best);
        best.ReplyCode = _replyCode;
        best.Enhanced = _enhanced;
        best.IsHttp = best.Phrase >= 0 && _catalogue.Phrases[best.Phrase].Code.IsHttp;
        best.IsHttp |= _isHttpAlone;
        BlameSender(ref best);
        best.IsDelay = _around.IsDelay;
        best.Speaker = SpeakerOf(best.Entry);
        Decider.Decide(_catalogue, ref best);
        return best;
    }

    private readonly void Recognise(ref Verdict best)
    {
        (int Rank, int Score) bestValue = (-1, 0);
        var loose = false;
        foreach (ref readonly var candidate in _scratch.Candidates.AsSpan(0, _scratch.CandidateCount))
        {
            // What is said along with a success is seldom a refusal.
            if (!MaySpeak(candidate) || (IsLoose(candidate) && _replyCode is >= 200 and < 400) || IsPartOfLonger(candidate))
            {
                continue;
            }

            var value = Value(candidate, out var kind);
            if (value.CompareTo(bestValue) > 0)
            {
                bestValue = value;
                loose = IsLoose(candidate);
                Take(candidate, kind, value.Score, ref best);
            }
        }

        if (loose)
        {
            PreferSpelledOut(ref best);
        }

        ConsiderCodes(ref best, ref bestValue);
    }

    /// <summary>Where a phrase that is spelled out names the same cause as one of many wordings, it knows more about it.</summary>
    private readonly void PreferSpelledOut(ref Verdict best)
    {
        var cause = _catalogue.Entries[best.Entry].Cause;
        (int Rank, int Score) bestValue = (-1, 0);
        foreach (ref readonly var candidate in _scratch.Candidates.AsSpan(0, _scratch.CandidateCount))
        {
            if (IsLoose(candidate) || _catalogue.Entries[candidate.Entry].Cause != cause || !MaySpeak(candidate) || IsPartOfLonger(candidate))
            {
                continue;
            }

            var value = Value(candidate, out var kind);
            if (value.CompareTo(bestValue) > 0)
            {
                bestValue = value;
                Take(candidate, kind, value.Score, ref best);
            }
        }
    }

    private readonly void Take(in Candidate candidate, MatchKind kind, int score, ref Verdict best)
    {
        best.Entry = candidate.Entry;
        best.Phrase = candidate.Phrase;
        (best.Start, best.End) = (candidate.Start, candidate.End);
        best.Kind = kind;
        best.Confidence = Confidence(kind, candidate, score);
    }

    private readonly bool MaySpeak(in Candidate candidate) =>
        candidate.Phrase < 0 || !_catalogue.Phrases[candidate.Phrase].NeedsSpeaker || IsKnown(_catalogue.Entries[candidate.Entry].Speaker);

    /// <summary>Whether the same words are part of a longer phrase that matches: "mailbox is full" in "too large, or the mailbox is full".</summary>
    private readonly bool IsPartOfLonger(in Candidate candidate)
    {
        foreach (ref readonly var other in _scratch.Candidates.AsSpan(0, _scratch.CandidateCount))
        {
            var isLonger = other.Start <= candidate.Start && other.End >= candidate.End && other.End - other.Start > candidate.End - candidate.Start;

            // What stands in a wide slot of the other is quoted by it, not said.
            if (isLonger && other.Entry != candidate.Entry && (!IsLoose(other) || IsLoose(candidate)) && other.Literals + MostSlotBytes >= other.End - other.Start && MaySpeak(other)
                && !(IsStandard(other) && IsKnown(_catalogue.Entries[candidate.Entry].Speaker)))
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool IsLoose(in Candidate candidate) => candidate.Phrase >= 0 && _catalogue.Phrases[candidate.Phrase].IsLoose;

    private readonly bool IsStandard(in Candidate candidate) =>
        _catalogue.Speakers[_catalogue.Entries[candidate.Entry].Speaker].Role == SpeakerRole.Standard;

    private readonly bool IsKnown(int speaker) => Scratch.Test(_scratch.SpeakersSeen, speaker) || speaker == _around.Hinted;

    /// <summary>How far inside a quotation the entry stands and how much it says; then how well it fits.</summary>
    private readonly (int Rank, int Score) Value(in Candidate candidate, out MatchKind kind)
    {
        ref readonly var entry = ref _catalogue.Entries[candidate.Entry];
        var role = _catalogue.Speakers[entry.Speaker].Role;
        var wraps = role is SpeakerRole.Client or SpeakerRole.Library;
        var score = Math.Min(candidate.Literals, MaxLiterals);
        kind = MatchKind.Text;
        if (candidate.Phrase < 0 || _catalogue.Phrases[candidate.Phrase].Kind == PhraseKind.Token)
        {
            kind = MatchKind.Token;
            score += TokenWeight;
        }

        if (candidate.Phrase >= 0)
        {
            ref readonly var code = ref _catalogue.Phrases[candidate.Phrase].Code;
            score += Agreement(code, out var agrees);
            if (agrees && kind == MatchKind.Text)
            {
                kind = MatchKind.CodeAndText;
            }
        }

        if (Scratch.Test(_scratch.SpeakersSeen, entry.Speaker))
        {
            score += SpeakerSeen;
        }
        else if (entry.Speaker == _around.Hinted)
        {
            score += SpeakerHinted;
        }
        else if (_deepestSeen >= 0 && role == SpeakerRole.Receiver && _catalogue.Speakers[_deepestSeen].Role == SpeakerRole.Receiver)
        {
            score += OtherReceiverSeen;
        }

        if (role is SpeakerRole.Receiver or SpeakerRole.Filter or SpeakerRole.Blocklist)
        {
            score += ReceiverSpeaks;
        }

        // A dialog that quotes no reply has nothing inside it: then its error number is the best there is.
        if (candidate.Phrase < 0 && _replyCode == 0 && !_enhanced.IsKnown)
        {
            wraps = false;
        }

        var vague = entry.Has(EntryFlags.Vague);
        if (IsLoose(candidate))
        {
            // A reply that is quoted stands inside the wrapper; without one, the wrapper's own words say more.
            return (vague ? Rank.VagueWording : _replyCode > 0 || _enhanced.IsKnown ? Rank.QuotedWording : Rank.Wording, score);
        }

        if (candidate.Phrase < 0 && vague && !wraps)
        {
            // The number that a dialog quotes is what its reader looks up; loose words beside it explain it at best.
            return (Rank.Wording, score);
        }

        return ((vague, wraps) switch
        {
            (false, false) => Rank.Phrase,
            (false, true) => Rank.WrapperPhrase,
            (true, false) when entry.Cause == _catalogue.UnknownCause => Rank.Frame,
            (true, false) => Rank.VaguePhrase,
            (true, true) => Rank.VagueWrapperPhrase,
        }, score);
    }

    private readonly int Agreement(in CodePattern wanted, out bool agrees)
    {
        agrees = false;
        var score = 0;
        if (wanted.AsksEnhanced && _enhanced.IsKnown)
        {
            if (wanted.Takes(_enhanced))
            {
                // A pattern for this class alone is closer than one for any; for "X.1.1" it is the other way.
                var oneClass = System.Numerics.BitOperations.IsPow2(wanted.Classes);
                score += SameEnhanced + (oneClass == (_enhanced.Class != 0) ? CloserClass : 0);
                agrees = true;
            }
            else
            {
                score += OtherEnhanced;
                score += _enhanced.Class != 0 && (wanted.Classes & (1 << _enhanced.Class)) == 0 ? OtherClass : 0;
            }
        }

        if (wanted.AsksBasic && _replyCode > 0)
        {
            if (wanted.Takes(_replyCode))
            {
                score += SameBasic;
                agrees |= !wanted.AsksEnhanced || !_enhanced.IsKnown;
            }
            else
            {
                score += OtherBasic;
                score += wanted.BasicLow / 100 != _replyCode / 100 ? OtherClass : 0;
                agrees = false;
            }
        }

        return score;
    }

    private readonly double Confidence(MatchKind kind, in Candidate candidate, int score) => kind switch
    {
        MatchKind.Token => 0.99,
        MatchKind.CodeAndText => 0.98,

        // A short phrase may stand in a text by chance; one whose code contradicts it has lost score already.
        _ => candidate.Literals < 12 || IsLoose(candidate) ? 0.8 : score < candidate.Literals ? 0.88 : 0.95,
    };

    /// <summary>"User unknown" in answer to MAIL FROM or AUTH is the sender's or the signing-in user's: no entry about recipients can tell what to do.</summary>
    private readonly void BlameSender(ref Verdict best)
    {
        var signsIn = _around.Refused == RefusedPart.SignIn || _replyCode is >= FirstSignInCode and <= LastSignInCode || TellsOfSignIn();
        var sends = signsIn || _around.Refused == RefusedPart.Sender || _scratch.SenderMeant || _enhanced is { Subject: 1, Detail: 7 or 8 };
        best.SenderMeant = sends || _around.Refused == RefusedPart.Message;
        var cause = signsIn ? _catalogue.SignInCause : _catalogue.SenderCause;
        if (!sends || best.Kind == MatchKind.Form || best.Cause < 0 || cause < 0 || _catalogue.Causes[best.Cause].IsAddress == 0)
        {
            return;
        }

        best.Entry = -1;
        best.Phrase = -1;
        best.Cause = cause;
        best.Confidence = Math.Min(best.Confidence, SureOfSender);
    }

    /// <summary>Whether words stand in the text that say that signing in failed: "login failed: user not found".</summary>
    private readonly bool TellsOfSignIn()
    {
        foreach (ref readonly var candidate in _scratch.Candidates.AsSpan(0, _scratch.CandidateCount))
        {
            ref readonly var entry = ref _catalogue.Entries[candidate.Entry];
            if (entry.Cause == _catalogue.SignInCause && candidate.Phrase >= 0 && !IsLoose(candidate) && !entry.Has(EntryFlags.Vague) && MaySpeak(candidate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where nothing but a code is known, the words may still be like those of known texts.</summary>
    private readonly void Guess(ref Verdict best)
    {
        var asksForCode = _enhanced is { IsKnown: true, Class: 0 };
        var namesNothing = best.Kind <= MatchKind.EnhancedCode
            || (best.Cause == _catalogue.UnknownCause && best.Kind < MatchKind.Token && _catalogue.Entries[best.Entry].Has(EntryFlags.Vague));
        if (!namesNothing || asksForCode || _catalogue.Model.Count == 0)
        {
            return;
        }

        var (@class, probability) = new CauseModel(_catalogue.Model.All).Predict(_scratch.Folded.AsSpan(0, _scratch.Length), _replyCode, _enhanced);
        var cause = _catalogue.ModelCauses[@class];
        var needed = _replyCode > 0 || _enhanced.IsKnown ? SurerThanCodes : SureWithoutCode;
        if (probability < needed || cause < 0 || cause == best.Cause || cause == _catalogue.UnknownCause
            || (Permanence)_catalogue.Causes[cause].Permanence == Permanence.None)
        {
            return;
        }

        best.Entry = -1;
        best.Phrase = -1;
        (best.Start, best.End) = (0, 0);
        best.Cause = cause;
        best.Kind = MatchKind.Learned;
        best.Confidence = Math.Round(probability, 2);
    }

    private readonly void ConsiderCodes(ref Verdict best, ref (int Rank, int Score) bestValue)
    {
        // "X.7.1" is how tables print a code: who writes so asks about the code itself.
        var asksForCode = _enhanced is { IsKnown: true, Class: 0 };
        if (bestValue.Rank >= Rank.Phrase && !asksForCode)
        {
            return;
        }

        if (_enhanced.IsKnown)
        {
            // X.7.1 stands for any class; as a failure it is read as a permanent one, unless a reply code says else.
            var @class = _enhanced.Class != 0 ? _enhanced.Class : _replyCode >= 200 ? _replyCode / 100 : 5;
            var asked = new EnhancedCode((byte)@class, _enhanced.Subject, _enhanced.Detail);
            var key = CatalogueData.KeyOf(@class, asked.Subject, asked.Detail);
            var rows = _catalogue.ExactCodes;
            for (var i = LowerBound(rows, key); i < rows.Count && KeyOf(rows[i]) == key; i++)
            {
                Consider(rows[i], asked, exact: true, ref best, ref bestValue);
            }

            foreach (ref readonly var row in _catalogue.LooseCodes.All)
            {
                if (row.Code.Takes(asked))
                {
                    Consider(row, asked, exact: false, ref best, ref bestValue);
                }
            }
        }

        if (_replyCode > 0 && !_isHttpAlone)
        {
            foreach (ref readonly var row in _catalogue.BasicCodes.All)
            {
                if (row.Code.BasicLow > _replyCode)
                {
                    break;
                }

                if (row.Code.BasicHigh < _replyCode)
                {
                    continue;
                }

                Consider(row, default, exact: row.Code.BasicLow == row.Code.BasicHigh, ref best, ref bestValue);
            }
        }
    }

    private readonly void Consider(in CodeRow row, EnhancedCode asked, bool exact, ref Verdict best, ref (int Rank, int Score) bestValue)
    {
        ref readonly var entry = ref _catalogue.Entries[row.Entry];
        var standard = _catalogue.Speakers[entry.Speaker].Role == SpeakerRole.Standard;
        var known = IsKnown(entry.Speaker);
        if ((!standard && !known)
            || (row.Code.AsksEnhanced && !row.Code.Takes(asked))
            || (row.Code.AsksBasic && (_replyCode == 0 ? !row.Code.AsksEnhanced : !row.Code.Takes(_replyCode))))
        {
            return;
        }

        var vague = entry.Has(EntryFlags.Vague);
        var rank = (row.Code.AsksEnhanced, vague) switch
        {
            (true, _) when exact && _enhanced.Class == 0 && !SameSpeaker(best.Entry, row.Entry) => Rank.AskedCode,
            (true, false) when exact && !standard && (asked.Detail >= FirstOwnDetail || SaysAsWording(best, entry)) => Rank.OwnCode,
            (true, false) => Rank.EnhancedCode,
            (true, true) when entry.Cause != _catalogue.UnknownCause || asked.Detail != 0 => Rank.VagueEnhancedCode,
            (true, true) => Rank.NamelessEnhancedCode,
            (false, false) => Rank.BasicCode,
            (false, true) => Rank.VagueBasicCode,
        };
        var score = (exact ? 4 : 0) + (standard ? 0 : 8) + (row.Code.AsksBasic && row.Code.AsksEnhanced ? (_replyCode > 0 ? 2 : -2) : 0);
        if ((rank, score).CompareTo(bestValue) <= 0)
        {
            return;
        }

        bestValue = (rank, score);
        best.Entry = row.Entry;
        best.Phrase = -1;
        (best.Start, best.End) = (0, 0);
        best.Kind = !standard ? MatchKind.SpeakerCode : row.Code.AsksEnhanced ? MatchKind.EnhancedCode : MatchKind.BasicCode;
        best.Confidence = best.Kind switch
        {
            MatchKind.SpeakerCode => 0.85,
            MatchKind.EnhancedCode => exact ? 0.7 : 0.55,
            _ => exact ? 0.4 : 0.3,
        };
    }

    private readonly bool SaysAsWording(in Verdict best, in EntryRecord entry) =>
        best.Phrase >= 0 && _catalogue.Phrases[best.Phrase].IsLoose && _catalogue.Entries[best.Entry].Cause == entry.Cause;

    private readonly bool SameSpeaker(int entry, int other) =>
        entry >= 0 && _catalogue.Entries[entry].Speaker == _catalogue.Entries[other].Speaker;

    // Each row of the exact codes holds one class only, so that they can be sorted.
    private static int KeyOf(in CodeRow row) =>
        CatalogueData.KeyOf(System.Numerics.BitOperations.Log2(row.Code.Classes), row.Code.Subject, row.Code.DetailLow);

    private static int LowerBound(Table<CodeRow> rows, int key)
    {
        int low = 0, high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = KeyOf(rows[middle]) < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>What any server may say is said by the one that gave itself away, or by nobody in particular.</summary>
    private readonly int SpeakerOf(int entry)
    {
        if (entry < 0)
        {
            return _deepestSeen;
        }

        var own = _catalogue.Entries[entry].Speaker;
        return _catalogue.Speakers[own].Role == SpeakerRole.Standard ? _deepestSeen : own;
    }

    private readonly int DeepestSeen()
    {
        var deepest = -1;
        for (var word = 0; word < _scratch.SpeakersSeen.Length; word++)
        {
            for (var bits = _scratch.SpeakersSeen[word]; bits != 0; bits &= bits - 1)
            {
                var speaker = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                var role = _catalogue.Speakers[speaker].Role;
                if (role != SpeakerRole.Standard && (deepest < 0 || role > _catalogue.Speakers[deepest].Role))
                {
                    deepest = speaker;
                }
            }
        }

        return deepest;
    }

    /// <summary>The order in which kinds of answers go before each other.</summary>
    private static class Rank
    {
        public const int VagueWrapperPhrase = 0;
        public const int VagueBasicCode = 1;
        public const int NamelessEnhancedCode = 2;

        /// <summary>What stands around a reply and names no cause: "SMTP error from remote mail server after".</summary>
        public const int Frame = 3;
        public const int BasicCode = 4;
        public const int VagueWording = 5;
        public const int VagueEnhancedCode = 6;
        public const int VaguePhrase = 7;

        /// <summary>One of very many wordings, in a text that quotes no reply.</summary>
        public const int Wording = 8;
        public const int WrapperPhrase = 9;
        public const int EnhancedCode = 10;

        /// <summary>One of very many wordings, in a text with a code.</summary>
        public const int QuotedWording = 11;

        /// <summary>A speaker's row for a code of its own: details from 100 on are nobody's in the registry.</summary>
        public const int OwnCode = 12;
        public const int Phrase = 13;
        public const int AskedCode = 14;
    }
}
