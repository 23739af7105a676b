using System.Buffers.Binary;
using Undelivered.Matching;

namespace Undelivered.Learning;

/// <summary>What the model sees of a folded text: hashes of its words, pairs of words and codes.</summary>
/// <remarks>Addresses, hosts, links and numbers are left out: they belong to one message, not to the cause.</remarks>
internal ref struct TextFeatures
{
    /// <summary>How many features a text gives at most; refusals are short, and what follows them is chatter.</summary>
    public const int Max = 384;

    private const int StemLength = 5;
    private const uint WordSeed = 0x811C9DC5;
    private const uint PairSeed = 0x1234567;
    private const uint StemSeed = 0x7654321;
    private const uint CodeSeed = 0xC0DE;

    private readonly Span<int> _features;
    private readonly uint _mask;
    private readonly Vocabulary _vocabulary;
    private int _count;
    private int _knownWords;
    private uint _previous;

    private TextFeatures(Span<int> features, int buckets, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _features = features[..Math.Min(features.Length, Max)];
        _mask = (uint)buckets - 1;
    }

    /// <summary>Fills in the features and says how many there are.</summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="replyCode">The reply code, or 0.</param>
    /// <param name="enhanced">The enhanced code, or none.</param>
    /// <param name="buckets">How many features the model tells apart; a power of two.</param>
    /// <param name="vocabulary">The words that the model was trained on.</param>
    /// <param name="features">Takes them.</param>
    /// <param name="knownWords">How many of the text's words are in the vocabulary.</param>
    public static int Extract(
        ReadOnlySpan<byte> folded, int replyCode, EnhancedCode enhanced, int buckets, Vocabulary vocabulary, Span<int> features, out int knownWords)
    {
        var extraction = new TextFeatures(features, buckets, vocabulary);
        extraction.Codes(replyCode, enhanced);
        while (!folded.IsEmpty && extraction._count < extraction._features.Length)
        {
            var blank = folded.IndexOf((byte)' ');
            extraction.Run(blank < 0 ? folded : folded[..blank]);
            folded = blank < 0 ? default : folded[(blank + 1)..];
        }

        knownWords = extraction._knownWords;
        return extraction._count;
    }

    /// <summary>The text's words as the vocabulary knows them.</summary>
    public static IEnumerable<uint> Words(byte[] folded)
    {
        var words = new List<uint>();
        Extract(folded, 0, default, 1, new Vocabulary(words), new int[Max], out _);
        return words;
    }

    private void Codes(int replyCode, EnhancedCode enhanced)
    {
        var @class = enhanced.IsKnown && enhanced.Class != 0 ? enhanced.Class : replyCode / 100;
        Add(Mix(CodeSeed, (uint)@class));
        if (replyCode > 0)
        {
            Add(Mix(CodeSeed + 1, (uint)replyCode));
        }

        if (enhanced.IsKnown)
        {
            Add(Mix(CodeSeed + 2, enhanced.Subject));
            Add(Mix(Mix(CodeSeed + 3, enhanced.Subject), enhanced.Detail));
            Add(Mix(Mix(Mix(CodeSeed + 4, enhanced.Subject), enhanced.Detail), (uint)@class));
        }
    }

    /// <summary>A run without blanks: words with marks around them, or something that belongs to this message alone.</summary>
    private void Run(ReadOnlySpan<byte> run)
    {
        if (IsOfThisMessage(run))
        {
            return;
        }

        var start = -1;
        for (var i = 0; i <= run.Length; i++)
        {
            if (i < run.Length && Anchor.IsWord(run[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                Word(run[start..i]);
                start = -1;
            }
        }
    }

    /// <summary>Whether it is an address, a link, a host or a version number. One look at each byte: runs are short.</summary>
    private static bool IsOfThisMessage(ReadOnlySpan<byte> run)
    {
        for (var i = 1; i < run.Length; i++)
        {
            if (run[i] == '@' || (run[i] == '/' && run[i - 1] == '/')
                || (run[i] == '.' && i + 1 < run.Length && Anchor.IsWord(run[i - 1]) && Anchor.IsWord(run[i + 1])))
            {
                return true;
            }
        }

        return false;
    }

    private void Word(ReadOnlySpan<byte> word)
    {
        var ideographs = false;
        foreach (var b in word)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                return;
            }

            ideographs |= b is >= Anchor.FirstIdeographLead and <= 0xEF;
        }

        if (ideographs)
        {
            Ideographs(word);
            return;
        }

        var hash = Hash(WordSeed, word);
        Add(hash);
        Recognise(hash);
        if (word.Length > StemLength)
        {
            Add(Hash(StemSeed, word[..StemLength]));
        }

        if (_previous != 0)
        {
            Add(Mix(Mix(PairSeed, _previous), hash));
        }

        _previous = hash;
    }

    /// <summary>Where no blanks part the words, each pair of characters stands for one.</summary>
    private void Ideographs(ReadOnlySpan<byte> text)
    {
        const int Character = 3;
        for (var at = 0; at + (2 * Character) <= text.Length; at += text[at] >= Anchor.FirstIdeographLead ? Character : 1)
        {
            if (text[at] >= Anchor.FirstIdeographLead)
            {
                var hash = Hash(WordSeed, text.Slice(at, 2 * Character));
                Add(hash);
                Recognise(hash);
            }
        }

        _previous = 0;
    }

    private void Recognise(uint hash) => _knownWords += _vocabulary.Has(hash) ? 1 : 0;

    private void Add(uint hash)
    {
        if (_count < _features.Length)
        {
            _features[_count++] = (int)((hash ^ (hash >> 15)) & _mask);
        }
    }

    private static uint Hash(uint seed, ReadOnlySpan<byte> bytes)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = seed ^ ((ulong)bytes.Length << 32);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Factor;
            hash ^= hash >> 29;
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var b in bytes)
        {
            rest = (rest << 8) | b;
        }

        hash = (hash ^ rest) * Factor;
        return (uint)(hash >> 32);
    }

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x85EBCA6B;
        return hash ^ (hash >> 13);
    }
}
