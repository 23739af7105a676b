using System.Buffers;
using System.Text;
using System.Text.Json;
using Undelivered.Matching;

namespace Undelivered;

/// <summary>Diagnoses texts straight into JSON, without objects in between: for streams.</summary>
/// <remarks>Gives exactly what <see cref="DiagnosisJson"/> writes of a <see cref="Diagnosis"/>. Not for use by two threads at once.</remarks>
public sealed class JsonDiagnoser
{
    // More than all names, enumerated values, numbers and brackets of a line take together.
    private const int FrameLength = 2048;

    private readonly Catalogue _catalogue;
    private readonly JsonPart[] _parts;
    private readonly EntryJson?[] _entries;
    private readonly EntryJson?[] _causes;
    private readonly byte[][] _speakers;
    private readonly int _frameLength;
    private readonly bool _wantsRetryAfter;
    private readonly Capture[] _captures = new Capture[PhraseMatcher.MaxCaptures * 2];
    private (string? Name, int Speaker) _lastProvider = (null, -1);

    /// <summary>Prepares for a catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="fields">The names of the fields that are wanted, as in <see cref="DiagnosisJson.FieldNames"/>; null for all.</param>
    /// <exception cref="ArgumentException">There is no field of that name.</exception>
    public JsonDiagnoser(Catalogue catalogue, IEnumerable<string>? fields = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
        var wanted = fields?.ToHashSet();
        if (wanted?.FirstOrDefault(f => !DiagnosisJson.FieldNames.Contains(f)) is { } unknown)
        {
            throw new ArgumentException($"There is no field '{unknown}'.", nameof(fields));
        }

        _parts = JsonPart.Split(DiagnosisJson.FieldNames.Index().Where(f => wanted is null || wanted.Contains(f.Item)).Select(f => (JsonField)f.Index));
        _wantsRetryAfter = _parts.Any(p => p.Field == JsonField.RetryAfter);
        _entries = new EntryJson?[catalogue.Data.Entries.Count];
        _causes = new EntryJson?[catalogue.Data.Causes.Count + 1];
        _speakers = [.. catalogue.Speakers.Select(s => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(s.Id, DiagnosisJson.Options().Encoder)}\""))];
        _frameLength = FrameLength + ((DiagnosisBuilder.MaxVia + 1) * _speakers.Select(s => s.Length + 1).DefaultIfEmpty().Max());
    }

    /// <summary>The cause of the last text, for counting.</summary>
    public Cause LastCause => _catalogue.CauseOf(Last);

    /// <summary>What the last text meant, for counting.</summary>
    internal Verdict Last { get; private set; }

    /// <summary>Diagnoses a text and writes the answer as one object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="evidence">What else is known; its text is not looked at.</param>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8, in Evidence evidence) => Write(output, default, utf8, evidence);

    /// <summary>Diagnoses a text and writes the answer as one object that begins with members of the caller's own.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="members">JSON that goes right behind the opening bracket, such as <c>"id":17</c>; copied as it is.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="evidence">What else is known; its text is not looked at.</param>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> members, ReadOnlySpan<byte> utf8, in Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(output);
        utf8 = Utf8Text.Cut(utf8, Evidence.MaxTextLength);
        var around = Resolve(evidence);
        var scratch = Scratch.Current;
        var verdict = _catalogue.Judge(utf8, around, scratch);
        var found = DiagnosisBuilder.FindCaptures(_catalogue.Data, verdict, scratch, _captures);
        var entry = verdict.Entry >= 0
            ? _entries[verdict.Entry] ??= EntryJson.Of(_catalogue, verdict.Entry, _parts)
            : _causes[verdict.Cause + 1] ??= EntryJson.Of(_catalogue.CauseOf(verdict), _parts);
        var context = new Context
        {
            Text = utf8,
            Verdict = verdict,
            Entry = entry,
            Scratch = scratch,
            Hinted = around.Hinted,
            RetryAfter = _wantsRetryAfter ? DiagnosisBuilder.RetryAfter(_catalogue, verdict, utf8, scratch) : null,
            Captures = _captures.AsSpan(0, found),
        };
        Last = verdict;

        var cursor = new JsonCursor(output.GetSpan(MaxLength(context, members.Length)));
        cursor.Raw("{"u8);
        cursor.Raw(members);

        foreach (var part in _parts)
        {
            WritePart(ref cursor, part, context);
        }

        cursor.Raw("}"u8);
        output.Advance(cursor.Length);
    }

    private ref struct Context
    {
        public ReadOnlySpan<byte> Text;
        public Verdict Verdict;
        public EntryJson Entry;
        public Scratch Scratch;
        public int Hinted;
        public string? RetryAfter;
        public ReadOnlySpan<Capture> Captures;

        public readonly ReadOnlySpan<byte> TextOf(Capture capture) => Text[DiagnosisBuilder.Original(Scratch, capture.Start, capture.End, Text.Length)];
    }

    /// <summary>A bound for the length of the object, so that room is asked for once.</summary>
    private int MaxLength(in Context context, int members)
    {
        int longest = 0, all = 0;
        foreach (var capture in context.Captures)
        {
            var length = context.TextOf(capture).Length * JsonCursor.MaxGrowth;
            longest = Math.Max(longest, length);
            all += length;
        }

        return _frameLength + members + ((context.RetryAfter?.Length ?? 0) * 3 * JsonCursor.MaxGrowth) + (context.Text.Length * JsonCursor.MaxGrowth) + all + context.Entry.LiteralLength + (context.Entry.Gaps * longest);
    }

    private void WritePart(ref JsonCursor cursor, JsonPart part, in Context context)
    {
        ref readonly var v = ref context.Verdict;
        if (part.Template >= 0)
        {
            cursor.Separate();
            WriteTemplate(ref cursor, context.Entry.Templates[part.Template], context);
            return;
        }

        if (part.Field == JsonField.Conflict && !v.Conflict)
        {
            return;
        }

        cursor.Separate();
        cursor.Raw(JsonFields.Names[(int)part.Field]);
        switch (part.Field)
        {
            case JsonField.Text:
                cursor.String(context.Text);
                break;
            case JsonField.Speaker:
                WriteSpeaker(ref cursor, v.Speaker);
                break;
            case JsonField.Via:
                WriteVia(ref cursor, context);
                break;
            case JsonField.Permanence:
                cursor.Raw(JsonFields.Permanences[(int)v.Permanence]);
                break;
            case JsonField.FixedBy:
                cursor.Raw(JsonFields.Fixers[(int)v.FixedBy]);
                break;
            case JsonField.Retry:
                cursor.Raw(JsonFields.Retries[(int)v.Retry]);
                break;
            case JsonField.RetryAfter:
                cursor.String(context.RetryAfter);
                break;
            case JsonField.Suppress:
                cursor.Raw(JsonFields.Suppressions[(int)v.Suppress]);
                break;
            case JsonField.ReplyCode:
                cursor.NumberOrNull(v.IsHttp ? 0 : v.ReplyCode);
                break;
            case JsonField.HttpStatus:
                cursor.NumberOrNull(v.IsHttp ? v.ReplyCode : 0);
                break;
            case JsonField.EnhancedCode:
                cursor.Code(v.Enhanced);
                break;
            case JsonField.Captures:
                WriteCaptures(ref cursor, context);
                break;
            case JsonField.Match:
                cursor.Raw(JsonFields.Kinds[(int)v.Kind]);
                break;
            case JsonField.Confidence:
                cursor.Share(v.Confidence);
                break;
            case JsonField.Conflict:
                cursor.String(DiagnosisBuilder.Conflict(v));
                break;
            default:
                throw new InvalidOperationException($"{part.Field} belongs to the entry.");
        }
    }

    private void WriteSpeaker(ref JsonCursor cursor, int speaker) =>
        cursor.Raw(speaker < 0 ? "null"u8 : _speakers[speaker]);

    private void WriteVia(ref JsonCursor cursor, in Context context)
    {
        Span<int> via = stackalloc int[DiagnosisBuilder.MaxVia];
        var count = DiagnosisBuilder.FindVia(_catalogue.Data, context.Verdict, context.Scratch, context.Hinted, via);
        cursor.Raw("["u8);
        for (var i = 0; i < count; i++)
        {
            cursor.Separate();
            WriteSpeaker(ref cursor, via[i]);
        }

        cursor.Raw("]"u8);
    }

    private static void WriteCaptures(ref JsonCursor cursor, in Context context)
    {
        cursor.Raw("{"u8);
        foreach (var capture in context.Captures)
        {
            cursor.Separate();
            cursor.Raw(JsonFields.Slots[(int)capture.Slot]);
            cursor.String(context.TextOf(capture));
        }

        cursor.Raw("}"u8);
    }

    /// <summary>Writes what was put into JSON beforehand, with what was captured in its gaps.</summary>
    private static void WriteTemplate(ref JsonCursor cursor, JsonTemplate template, in Context context)
    {
        for (var i = 0; i < template.Gaps.Length; i++)
        {
            cursor.Raw(template.Literals[i]);
            var gap = template.Gaps[i];
            var filled = false;
            foreach (var capture in context.Captures)
            {
                if (capture.Slot == gap.Slot)
                {
                    cursor.Escaped(context.TextOf(capture));
                    filled = true;
                    break;
                }
            }

            if (!filled)
            {
                cursor.Raw(gap.Neutral);
            }
        }

        cursor.Raw(template.Literals[^1]);
    }

    private Surroundings Resolve(in Evidence evidence)
    {
        var around = _catalogue.Resolve(evidence with { Provider = null });
        if (evidence.Provider is not null)
        {
            // Streams name the same provider over and over.
            if (evidence.Provider != _lastProvider.Name)
            {
                _lastProvider = (evidence.Provider, _catalogue.Resolve(new Evidence { Provider = evidence.Provider }).Hinted);
            }

            around.Hinted = _lastProvider.Speaker;
        }

        return around;
    }
}
