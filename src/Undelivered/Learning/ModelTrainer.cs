using System.Text;
using Undelivered.Compilation;
using Undelivered.Matching;

namespace Undelivered.Learning;

/// <summary>Trains the model on a catalogue's own examples. The same examples give the same bytes.</summary>
internal static class ModelTrainer
{
    /// <summary>How many features are told apart; with the causes, this makes the model's size.</summary>
    public const int Buckets = 1 << 12;

    private const int Epochs = 30;
    private const int Folds = 5;
    private const float LearningRate = 0.4f;
    private const float Decay = 2e-5f;
    private const float PhraseWeight = 0.5f;
    private const int PhraseSamples = 8;
    private const float ChatterWeight = 0.25f;
    private const uint Seed = 20261124;

    private sealed record Sample(int[] Features, int Class, float Weight, int Group);

    /// <summary>Trains on the examples and phrases of all entries.</summary>
    /// <param name="data">The catalogue, compiled: it knows the codes.</param>
    /// <param name="entries">Its entries.</param>
    public static TrainedModel Train(CatalogueData data, IReadOnlyList<Entry> entries)
    {
        var causes = entries.Select(e => e.Cause).Append(CauseId.Unknown).Distinct().Order(StringComparer.Ordinal).ToArray();
        var classes = causes.Index().ToDictionary(c => c.Item, c => c.Index);
        var samples = entries.Index().SelectMany(e => SamplesOf(data, e.Item, classes[e.Item.Cause], e.Index).Concat(Chatter(data, e.Item, classes[CauseId.Unknown], e.Index))).ToArray();
        var (biases, weights) = Fit(samples, causes.Length);
        return new(causes, CauseModel.Write(Buckets, biases, weights, Sharpness(samples, causes.Length), WordsOf(entries)));
    }

    /// <summary>The words that more than one entry uses.</summary>
    private static byte[] WordsOf(IReadOnlyList<Entry> entries)
    {
        var bits = new byte[Vocabulary.Length];
        var words = entries.SelectMany(e => e.Examples.SelectMany(x => TextFeatures.Words(Fold(x.Text))).Distinct());
        foreach (var word in words.GroupBy(w => w).Where(g => g.Count() > 1))
        {
            Vocabulary.Add(bits, word.Key);
        }

        return bits;
    }

    private static byte[] Fold(string text)
    {
        var scratch = new Scratch();
        var utf8 = Encoding.UTF8.GetBytes(text);
        scratch.Reset(utf8.Length, 0, 0);
        Folder.Fold(utf8, scratch);
        return scratch.Folded[..scratch.Length];
    }

    private static IEnumerable<Sample> SamplesOf(CatalogueData data, Entry entry, int @class, int group)
    {
        foreach (var example in entry.Examples)
        {
            yield return SampleOf(data, example.Text, @class, 1, group);
        }

        foreach (var match in entry.Match)
        {
            if (match.Text is { } phrase)
            {
                // A phrase with alternatives stands for very many: a few of them show what its words mean.
                foreach (var wording in PhraseAlternatives.Samples(phrase, PhraseSamples))
                {
                    yield return SampleOf(data, $"{match.Code} {WithoutSlots(wording)}", @class, PhraseWeight, group);
                }
            }
        }
    }

    /// <summary>Sentences about mail that report no failure, so that not all that speaks of mail is taken for one.</summary>
    private static IEnumerable<Sample> Chatter(CatalogueData data, Entry entry, int unknown, int group) =>
        entry.Remedy.Select(s => s.Do).Take(1).Select(text => SampleOf(data, text, unknown, ChatterWeight, group));

    private static string WithoutSlots(string phrase) =>
        string.Join(' ', phrase.Split('{').SelectMany((part, i) => i == 0 ? [part] : part.Split('}').Skip(1)));

    private static Sample SampleOf(CatalogueData data, string text, int @class, float weight, int group)
    {
        var scratch = new Scratch();
        var utf8 = Utf8Text.Cut(Encoding.UTF8.GetBytes(text), Evidence.MaxTextLength);
        scratch.Reset(utf8.Length, data.Phrases.Count, data.Speakers.Count);
        Folder.Fold(utf8, scratch);
        Scanner.Scan(data, scratch);
        var enhanced = scratch.Codes.Enhanced.IsKnown ? scratch.Codes.Enhanced : scratch.StrippedEnhanced;
        var features = new int[TextFeatures.Max];
        return new(features[..TextFeatures.Extract(scratch.Folded.AsSpan(0, scratch.Length), scratch.Codes.ReplyCode, enhanced, Buckets, default, features, out _)], @class, weight, group);
    }

    /// <summary>Softmax regression by stochastic gradients, with a step for each weight that shrinks as it is used (Adagrad).</summary>
    private static (float[] Biases, float[][] Weights) Fit(Sample[] samples, int classes)
    {
        var biases = new float[classes];
        var weights = Enumerable.Range(0, Buckets).Select(_ => new float[classes]).ToArray();
        var squares = Enumerable.Range(0, Buckets).Select(_ => new float[classes]).ToArray();
        var biasSquares = new float[classes];
        var scores = new float[classes];
        var order = Enumerable.Range(0, samples.Length).ToArray();
        var random = Seed;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, ref random);
            foreach (var index in order)
            {
                var sample = samples[index];
                var share = 1 / MathF.Sqrt(Math.Max(1, sample.Features.Length));
                Score(sample.Features, share, biases, weights, scores);
                for (var c = 0; c < classes; c++)
                {
                    scores[c] = (scores[c] - (c == sample.Class ? 1 : 0)) * sample.Weight;
                    biasSquares[c] += scores[c] * scores[c];
                    biases[c] -= LearningRate * scores[c] / (MathF.Sqrt(biasSquares[c]) + 1e-6f);
                }

                foreach (var feature in sample.Features)
                {
                    var row = weights[feature];
                    var square = squares[feature];
                    for (var c = 0; c < classes; c++)
                    {
                        var gradient = (scores[c] * share) + (Decay * row[c]);
                        square[c] += gradient * gradient;
                        row[c] -= LearningRate * gradient / (MathF.Sqrt(square[c]) + 1e-6f);
                    }
                }
            }
        }

        return (biases, weights);
    }

    private static void Score(int[] features, float share, float[] biases, float[][] weights, float[] scores)
    {
        Array.Clear(scores);
        foreach (var feature in features)
        {
            var row = weights[feature];
            for (var c = 0; c < scores.Length; c++)
            {
                scores[c] += row[c];
            }
        }

        var largest = float.MinValue;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = (scores[c] * share) + biases[c];
            largest = Math.Max(largest, scores[c]);
        }

        float sum = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = MathF.Exp(scores[c] - largest);
            sum += scores[c];
        }

        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] /= sum;
        }
    }

    /// <summary>The factor on all scores that makes the confidences come true on entries that were not learned from.</summary>
    private static double Sharpness(Sample[] samples, int classes)
    {
        var unseen = new List<(double[] Logits, int Class)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var (biases, weights) = Fit([.. samples.Where(s => s.Group % Folds != fold)], classes);
            var probabilities = new float[classes];
            foreach (var sample in samples.Where(s => s.Group % Folds == fold && s.Weight == 1))
            {
                Score(sample.Features, 1 / MathF.Sqrt(Math.Max(1, sample.Features.Length)), biases, weights, probabilities);
                unseen.Add((probabilities.Select(p => Math.Log(Math.Max(p, 1e-12))).ToArray(), sample.Class));
            }
        }

        return Enumerable.Range(1, 40).Select(i => i / 20d).MinBy(factor => unseen.Sum(u => Loss(u.Logits, u.Class, factor)));
    }

    private static double Loss(double[] logits, int @class, double factor)
    {
        var largest = logits.Max();
        return Math.Log(logits.Sum(l => Math.Exp((l - largest) * factor))) - ((logits[@class] - largest) * factor);
    }

    private static void Shuffle(int[] order, ref uint random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            var j = (int)(random % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
