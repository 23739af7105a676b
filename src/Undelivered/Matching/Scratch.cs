namespace Undelivered.Matching;

/// <summary>The working memory of one diagnosis; one a thread, kept between diagnoses so that none allocates.</summary>
internal sealed class Scratch
{
    /// <summary>Zero bytes that follow the folded text, so that anchors can be read past its end.</summary>
    public const int Padding = 32;

    private const int MaxCandidates = 64;
    private const int MaxRetryHints = 8;

    [ThreadStatic]
    private static Scratch? _current;

    public static Scratch Current => _current ??= new Scratch();

    /// <summary>The folded text, followed by <see cref="Padding"/> zero bytes.</summary>
    public byte[] Folded = new byte[4096];

    /// <summary>How many bytes of <see cref="Folded"/> are text.</summary>
    public int Length;

    /// <summary>Where the distance between folded and original positions changes.</summary>
    public OffsetMap Offsets = new();

    /// <summary>The enhanced code of a reply prefix that was taken out, or none.</summary>
    public EnhancedCode StrippedEnhanced;

    public readonly Candidate[] Candidates = new Candidate[MaxCandidates];
    public int CandidateCount;

    /// <summary>One bit a phrase: it has matched already.</summary>
    public ulong[] Matched = [];

    /// <summary>One bit a speaker: something proves it.</summary>
    public ulong[] SpeakersSeen = [];

    public CodeFinder Codes;

    /// <summary>The phrases that may tell when to try again; few, since the first that does is taken.</summary>
    public readonly int[] RetryHints = new int[MaxRetryHints];
    public int RetryHintCount;

    /// <summary>Something shows that the sender is meant.</summary>
    public bool SenderMeant;

    /// <summary>How many more verifications may fail late before the rest of the text is left alone.</summary>
    public int Patience;

    public void Reset(int textLength, int phrases, int speakers)
    {
        // Folding at most doubles a text: the longest growth is a two-byte letter whose lower case takes three.
        var needed = (textLength * 2) + Padding + 16;
        if (Folded.Length < needed)
        {
            Folded = new byte[needed];
        }

        Length = 0;
        Offsets.Clear();
        StrippedEnhanced = default;
        CandidateCount = 0;
        Codes = default;
        RetryHintCount = 0;
        SenderMeant = false;
        Patience = 64 + (textLength / 128);
        Clear(ref Matched, phrases);
        Clear(ref SpeakersSeen, speakers);
    }

    public void Add(in Candidate candidate)
    {
        if (CandidateCount < MaxCandidates)
        {
            Candidates[CandidateCount++] = candidate;
            return;
        }

        // A text that says everything at once: keep what says most.
        var weakest = 0;
        for (var i = 1; i < MaxCandidates; i++)
        {
            if (Candidates[i].Literals < Candidates[weakest].Literals)
            {
                weakest = i;
            }
        }

        if (candidate.Literals > Candidates[weakest].Literals)
        {
            Candidates[weakest] = candidate;
        }
    }

    public static bool TestAndSet(ulong[] bits, int index)
    {
        ref var word = ref bits[index >> 6];
        var bit = 1UL << (index & 63);
        var was = (word & bit) != 0;
        word |= bit;
        return was;
    }

    public static bool Test(ulong[] bits, int index) => (bits[index >> 6] & (1UL << (index & 63))) != 0;

    private static void Clear(ref ulong[] bits, int count)
    {
        var words = (count + 63) >> 6;
        if (bits.Length < words)
        {
            bits = new ulong[words];
        }
        else
        {
            // All of it: a larger catalogue may have left its marks behind what this one needs.
            Array.Clear(bits);
        }
    }
}

/// <summary>A phrase or number of the catalogue that was found in the text.</summary>
/// <param name="Phrase">The phrase, or -1 for an HRESULT.</param>
/// <param name="Entry">The entry that it belongs to.</param>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="End">Where it ends in the folded text.</param>
/// <param name="Literals">How many literal bytes it holds.</param>
internal readonly record struct Candidate(int Phrase, int Entry, int Start, int End, int Literals);
