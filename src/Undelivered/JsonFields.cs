using System.Text;
using System.Text.Json;
using Undelivered.Matching;

namespace Undelivered;

/// <summary>The fields of a diagnosis, in the order of <see cref="DiagnosisJson.FieldNames"/>.</summary>
internal enum JsonField
{
    Text,
    Entry,
    Speaker,
    Via,
    Cause,
    Permanence,
    FixedBy,
    Retry,
    RetryAfter,
    Suppress,
    ReplyCode,
    HttpStatus,
    EnhancedCode,
    Title,
    Meaning,
    Remedy,
    Avoid,
    Terms,
    Sources,
    Captures,
    Match,
    Confidence,
    Conflict,
}

/// <summary>Names that are written over and over, encoded once.</summary>
internal static class JsonFields
{
    public static JsonEncodedText[] Names { get; } = [.. DiagnosisJson.FieldNames.Select(n => JsonEncodedText.Encode(n))];

    public static JsonEncodedText[] Slots { get; } = [.. Enum.GetValues<Slot>().Select(s => JsonEncodedText.Encode(Matching.Slots.NameOf(s)))];
}

/// <summary>A JSON value with gaps where slots are filled in; one literal more than gaps.</summary>
internal sealed record JsonTemplate(byte[][] Literals, (Slot Slot, byte[] Neutral)[] Gaps)
{
    /// <summary>Finds the slots in a value that has been put into JSON.</summary>
    public static JsonTemplate Of(string json)
    {
        var literals = new List<byte[]>();
        var gaps = new List<(Slot, byte[])>();
        var from = 0;
        for (var open = json.IndexOf('{'); open >= 0; open = json.IndexOf('{', open + 1))
        {
            var close = json.IndexOf('}', open);
            if (close > open && Matching.Slots.TryParse(json[(open + 1)..close], out var slot) && slot != Slot.Anything)
            {
                // At the beginning of a text, "the domain" begins a sentence.
                var neutral = Matching.Slots.NeutralWord(Matching.Slots.NameOf(slot));
                var begins = open > 0 && json[open - 1] == '"';
                literals.Add(Encoding.UTF8.GetBytes(json[from..open]));
                gaps.Add((slot, Encoding.UTF8.GetBytes(begins ? "T" + neutral[1..] : neutral)));
                from = close + 1;
            }
        }

        literals.Add(Encoding.UTF8.GetBytes(json[from..]));
        return new([.. literals], [.. gaps]);
    }
}

/// <summary>What of an entry's answer does not depend on the text, put into JSON once.</summary>
internal sealed class EntryJson
{
    private readonly JsonTemplate[] _fields = new JsonTemplate[DiagnosisJson.FieldNames.Count];

    private EntryJson(Diagnosis unfilled)
    {
        foreach (var field in (JsonField[])[JsonField.Entry, JsonField.Cause, JsonField.Title, JsonField.Meaning, JsonField.Remedy, JsonField.Avoid, JsonField.Terms, JsonField.Sources])
        {
            _fields[(int)field] = JsonTemplate.Of(Render(unfilled, DiagnosisJson.FieldNames[(int)field]));
        }
    }

    public JsonTemplate this[JsonField field] => _fields[(int)field];

    public static EntryJson Of(Catalogue catalogue, int index)
    {
        var entry = catalogue.EntryAt(index);
        return new(new Diagnosis
        {
            Text = "",
            Entry = entry,
            Cause = catalogue.CauseAt(catalogue.Data.Entries[index].Cause),
            Title = entry.Title,
            Meaning = entry.Meaning,
            Remedy = entry.Remedy,
            Avoid = entry.Avoid,
            Terms = [.. entry.Terms.Select(catalogue.FindTerm).OfType<Term>()],
        });
    }

    public static EntryJson OfUnknown(Catalogue catalogue) => new(catalogue.Diagnose(""));

    private static string Render(Diagnosis diagnosis, string field)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options()))
        {
            writer.WriteStartObject();
            DiagnosisJson.WriteFields(writer, diagnosis, new HashSet<string> { field });
            writer.WriteEndObject();
        }

        // {"field":VALUE}
        var json = Encoding.UTF8.GetString(stream.ToArray());
        return json[(field.Length + 4)..^1];
    }
}
