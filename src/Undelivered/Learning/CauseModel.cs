using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Undelivered.Learning;

/// <summary>Guesses the cause of a text that no entry knows: a linear model over the text's words, read in place.</summary>
/// <remarks>
/// Layout: buckets, classes (int32 each), the scale of the weights (float), a bias for each class (float),
/// then for each bucket a weight for each class (int8, padded to whole vectors), then the vocabulary. The classes' causes stand apart, since
/// their numbers differ between catalogues.
/// </remarks>
internal readonly ref struct CauseModel
{
    private const int HeaderLength = 3 * sizeof(int);

    // A text of which less is known says nothing that could be like anything.
    private const int LeastWords = 2;

    // So many weights of a byte fit into a sum of two.
    private const int MostInShort = short.MaxValue / -sbyte.MinValue;
    private const float FarBehind = 12;

    private readonly ReadOnlySpan<byte> _vocabulary;
    private readonly ReadOnlySpan<float> _biases;
    private readonly ReadOnlySpan<sbyte> _weights;
    private readonly float _scale;

    public CauseModel(ReadOnlySpan<byte> bytes)
    {
        Buckets = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        Classes = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        _scale = BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]);
        _biases = MemoryMarshal.Cast<byte, float>(bytes.Slice(HeaderLength, Classes * sizeof(float)));
        _vocabulary = bytes[^Vocabulary.Length..];
        Stride = StrideOf(Classes);
        _weights = MemoryMarshal.Cast<byte, sbyte>(bytes.Slice(HeaderLength + (Classes * sizeof(float)), Buckets * Stride));
    }

    public int Buckets { get; }

    public int Classes { get; }

    private int Stride { get; }

    private static int StrideOf(int classes) => (classes + Vector128<sbyte>.Count - 1) & -Vector128<sbyte>.Count;

    /// <summary>The likeliest class and how likely it is; 0 where the text has too few words that are known.</summary>
    public (int Class, double Probability) Predict(ReadOnlySpan<byte> folded, int replyCode, EnhancedCode enhanced)
    {
        Span<int> features = stackalloc int[TextFeatures.Max];
        features = features[..TextFeatures.Extract(folded, replyCode, enhanced, Buckets, new Vocabulary(_vocabulary), features, out var knownWords)];
        if (knownWords < LeastWords)
        {
            return (0, 0);
        }

        var count = features.Length;

        Span<int> sums = stackalloc int[Stride];
        sums.Clear();
        for (; !features.IsEmpty; features = features[Math.Min(features.Length, MostInShort)..])
        {
            Sum(features[..Math.Min(features.Length, MostInShort)], sums);
        }

        // Long texts say the same with more words; dividing keeps them from seeming surer for that.
        var share = _scale / MathF.Sqrt(Math.Max(1, count));
        Span<float> scores = stackalloc float[Classes];
        var best = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = (sums[c] * share) + _biases[c];
            best = scores[c] > scores[best] ? c : best;
        }

        double sum = 0;
        foreach (var score in scores)
        {
            // What is far behind changes nothing that anybody could see.
            sum += scores[best] - score < FarBehind ? Math.Exp(score - scores[best]) : 0;
        }

        return (best, 1 / sum);
    }

    /// <summary>Adds up the weights of the features, for sixteen classes at a time.</summary>
    private void Sum(ReadOnlySpan<int> features, Span<int> sums)
    {
        ref var weights = ref MemoryMarshal.GetReference(_weights);
        for (var c = 0; c < Stride; c += Vector128<sbyte>.Count)
        {
            var (low, high) = (Vector128<short>.Zero, Vector128<short>.Zero);
            foreach (var feature in features)
            {
                var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref weights, (nuint)((feature * Stride) + c)));
                low += lower;
                high += upper;
            }

            for (var i = 0; i < Vector128<short>.Count; i++)
            {
                sums[c + i] += low[i];
                sums[c + Vector128<short>.Count + i] += high[i];
            }
        }
    }

    public static byte[] Write(int buckets, float[] biases, float[][] weights, double sharpness, ReadOnlySpan<byte> vocabulary)
    {
        var largest = weights.SelectMany(w => w).Max(Math.Abs);
        var bytes = new byte[HeaderLength + (biases.Length * sizeof(float)) + (buckets * StrideOf(biases.Length)) + vocabulary.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, buckets);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), biases.Length);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8), (float)(largest / sbyte.MaxValue * sharpness));
        for (var c = 0; c < biases.Length; c++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(HeaderLength + (c * sizeof(float))), (float)(biases[c] * sharpness));
        }

        var at = HeaderLength + (biases.Length * sizeof(float));
        foreach (var row in weights)
        {
            for (var c = 0; c < row.Length; c++)
            {
                bytes[at + c] = (byte)(sbyte)MathF.Round(row[c] / largest * sbyte.MaxValue);
            }

            at += StrideOf(row.Length);
        }

        vocabulary.CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}

/// <summary>A trained model, apart from any catalogue.</summary>
/// <param name="Causes">The cause of each class.</param>
/// <param name="Bytes">What <see cref="CauseModel"/> reads.</param>
internal sealed record TrainedModel(IReadOnlyList<string> Causes, byte[] Bytes);
