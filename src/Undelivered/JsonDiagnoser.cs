using System.Buffers;
using System.Text;
using System.Text.Json;
using Undelivered.Matching;

namespace Undelivered;

/// <summary>Diagnoses texts straight into JSON, without objects in between: for streams.</summary>
/// <remarks>Gives exactly what <see cref="DiagnosisJson"/> writes of a <see cref="Diagnosis"/>. Not for use by two threads at once.</remarks>
public sealed class JsonDiagnoser
{
    private readonly Catalogue _catalogue;
    private readonly JsonField[] _fields;
    private readonly EntryJson?[] _entries;
    private readonly EntryJson _unknown;
    private readonly Capture[] _captures = new Capture[PhraseMatcher.MaxCaptures * 2];
    private readonly ArrayBufferWriter<byte> _value = new(1024);
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

        _fields = [.. DiagnosisJson.FieldNames.Index().Where(f => wanted is null || wanted.Contains(f.Item)).Select(f => (JsonField)f.Index)];
        _entries = new EntryJson?[catalogue.Data.Entries.Count];
        _unknown = EntryJson.OfUnknown(catalogue);
    }

    /// <summary>What the last text meant, for counting.</summary>
    internal Verdict Last { get; private set; }

    /// <summary>Diagnoses a text and writes the fields into an object that has begun.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="evidence">What else is known; its text is not looked at.</param>
    public void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> utf8, in Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(writer);
        utf8 = utf8[..Math.Min(utf8.Length, Evidence.MaxTextLength)];
        var around = Resolve(evidence);
        var scratch = Scratch.Current;
        var verdict = _catalogue.Judge(utf8, around, scratch);
        var entry = verdict.Entry < 0 ? _unknown : _entries[verdict.Entry] ??= EntryJson.Of(_catalogue, verdict.Entry);
        var found = DiagnosisBuilder.FindCaptures(_catalogue.Data, verdict, scratch, _captures);
        Last = verdict;
        foreach (var field in _fields)
        {
            WriteField(writer, field, utf8, verdict, entry, scratch, _captures.AsSpan(0, found), around);
        }
    }

    private void WriteField(
        Utf8JsonWriter writer, JsonField field, ReadOnlySpan<byte> utf8, in Verdict v, EntryJson entry, Scratch scratch, ReadOnlySpan<Capture> captures, in Surroundings around)
    {
        if (field == JsonField.Conflict && !v.Conflict)
        {
            return;
        }

        writer.WritePropertyName(JsonFields.Names[(int)field]);
        switch (field)
        {
            case JsonField.Text:
                WriteText(writer, utf8);
                break;
            case JsonField.Speaker:
                WriteName(writer, v.Speaker < 0 ? null : _catalogue.SpeakerAt(v.Speaker).Id);
                break;
            case JsonField.Via:
                WriteVia(writer, v, scratch, around.Hinted);
                break;
            case JsonField.Permanence:
                WriteName(writer, WireNames.Of(v.Permanence));
                break;
            case JsonField.FixedBy:
                WriteName(writer, WireNames.Of(v.FixedBy));
                break;
            case JsonField.Retry:
                WriteName(writer, WireNames.Of(v.Retry));
                break;
            case JsonField.RetryAfter:
                WriteName(writer, DiagnosisBuilder.RetryAfter(_catalogue, v, utf8, scratch));
                break;
            case JsonField.Suppress:
                WriteName(writer, WireNames.Of(v.Suppress));
                break;
            case JsonField.ReplyCode:
                WriteNumber(writer, v.IsHttp ? 0 : v.ReplyCode);
                break;
            case JsonField.HttpStatus:
                WriteNumber(writer, v.IsHttp ? v.ReplyCode : 0);
                break;
            case JsonField.EnhancedCode:
                WriteEnhanced(writer, v.Enhanced);
                break;
            case JsonField.Captures:
                WriteCaptures(writer, captures, utf8, scratch);
                break;
            case JsonField.Match:
                WriteName(writer, WireNames.Of(v.Kind));
                break;
            case JsonField.Confidence:
                writer.WriteNumberValue(v.Confidence);
                break;
            case JsonField.Conflict:
                writer.WriteStringValue(DiagnosisBuilder.Conflict(v));
                break;
            default:
                WriteTemplate(writer, entry[field], captures, utf8, scratch);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
        {
            writer.WriteStringValue(utf8);
        }
        else
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(utf8));
        }
    }

    private static void WriteName(Utf8JsonWriter writer, string? name)
    {
        if (name is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, int number)
    {
        if (number == 0)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    private static void WriteEnhanced(Utf8JsonWriter writer, EnhancedCode code)
    {
        Span<char> text = stackalloc char[16];
        if (code.IsKnown && code.TryFormat(text, out var length))
        {
            writer.WriteStringValue(text[..length]);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteVia(Utf8JsonWriter writer, in Verdict verdict, Scratch scratch, int hinted)
    {
        writer.WriteStartArray();
        Span<int> via = stackalloc int[DiagnosisBuilder.MaxVia];
        foreach (var speaker in via[..DiagnosisBuilder.FindVia(_catalogue.Data, verdict, scratch, hinted, via)])
        {
            writer.WriteStringValue(_catalogue.SpeakerAt(speaker).Id);
        }

        writer.WriteEndArray();
    }

    private static void WriteCaptures(Utf8JsonWriter writer, ReadOnlySpan<Capture> captures, ReadOnlySpan<byte> utf8, Scratch scratch)
    {
        writer.WriteStartObject();
        foreach (var capture in captures)
        {
            writer.WritePropertyName(JsonFields.Slots[(int)capture.Slot]);
            WriteText(writer, utf8[DiagnosisBuilder.Original(scratch, capture.Start, capture.End, utf8.Length)]);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a value that was put into JSON beforehand, with what was captured in its gaps.</summary>
    private void WriteTemplate(Utf8JsonWriter writer, JsonTemplate template, ReadOnlySpan<Capture> captures, ReadOnlySpan<byte> utf8, Scratch scratch)
    {
        if (template.Gaps.Length == 0)
        {
            writer.WriteRawValue(template.Literals[0], skipInputValidation: true);
            return;
        }

        _value.ResetWrittenCount();
        for (var i = 0; i < template.Gaps.Length; i++)
        {
            _value.Write(template.Literals[i]);
            var gap = template.Gaps[i];
            var filled = false;
            foreach (var capture in captures)
            {
                if (capture.Slot == gap.Slot)
                {
                    WriteEscaped(utf8[DiagnosisBuilder.Original(scratch, capture.Start, capture.End, utf8.Length)]);
                    filled = true;
                    break;
                }
            }

            if (!filled)
            {
                _value.Write(gap.Neutral);
            }
        }

        _value.Write(template.Literals[^1]);
        writer.WriteRawValue(_value.WrittenSpan, skipInputValidation: true);
    }

    private void WriteEscaped(ReadOnlySpan<byte> utf8)
    {
        var encoder = DiagnosisJson.Options().Encoder!;
        if (System.Text.Unicode.Utf8.IsValid(utf8) && encoder.FindFirstCharacterToEncodeUtf8(utf8) < 0)
        {
            _value.Write(utf8);
        }
        else
        {
            _value.Write(JsonEncodedText.Encode(Encoding.UTF8.GetString(utf8), encoder).EncodedUtf8Bytes);
        }
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
