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

/// <summary>What is written over and over, put into JSON once.</summary>
internal static class JsonFields
{
    /// <summary><c>"name":</c> for each field.</summary>
    public static byte[][] Names { get; } = [.. DiagnosisJson.FieldNames.Select(Name)];

    /// <summary><c>"name":</c> for each slot.</summary>
    public static byte[][] Slots { get; } = [.. Enum.GetValues<Slot>().Select(s => Name(Matching.Slots.NameOf(s)))];

    public static byte[][] Permanences { get; } = Values<Permanence>(WireNames.Of);

    public static byte[][] Fixers { get; } = Values<FixedBy>(WireNames.Of);

    public static byte[][] Retries { get; } = Values<Retry>(WireNames.Of);

    public static byte[][] Suppressions { get; } = Values<Suppress>(WireNames.Of);

    public static byte[][] Kinds { get; } = Values<MatchKind>(WireNames.Of);

    private static byte[] Name(string name) => Encoding.UTF8.GetBytes($"\"{name}\":");

    private static byte[][] Values<T>(Func<T, string?> nameOf) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => Encoding.UTF8.GetBytes(nameOf(v) is { } name ? $"\"{name}\"" : "null"))];
}

/// <summary>A part of the object: a field that depends on the text, or a run of fields that only depend on the entry.</summary>
/// <param name="Field">The field, or the run's first one.</param>
/// <param name="Template">The run's place in <see cref="EntryJson.Templates"/>, or -1.</param>
/// <param name="Fields">The run's fields.</param>
internal sealed record JsonPart(JsonField Field, int Template, JsonField[] Fields)
{
    /// <summary>Joins neighbouring fields that only depend on the entry.</summary>
    public static JsonPart[] Split(IEnumerable<JsonField> fields)
    {
        var parts = new List<JsonPart>();
        var runs = 0;
        foreach (var field in fields)
        {
            if (!BelongsToEntry(field))
            {
                parts.Add(new(field, -1, []));
            }
            else if (parts is [.., { Template: >= 0 } run])
            {
                parts[^1] = run with { Fields = [.. run.Fields, field] };
            }
            else
            {
                parts.Add(new(field, runs++, [field]));
            }
        }

        return [.. parts];
    }

    private static bool BelongsToEntry(JsonField field) =>
        field is JsonField.Entry or JsonField.Cause or JsonField.Title or JsonField.Meaning or JsonField.Remedy or JsonField.Avoid or JsonField.Terms or JsonField.Sources;
}

/// <summary>JSON with gaps where slots are filled in; one literal more than gaps.</summary>
internal sealed record JsonTemplate(byte[][] Literals, (Slot Slot, byte[] Neutral)[] Gaps)
{
    // A control character, which no text of the catalogue holds, as JSON writes it; then the slot and whether the text begins there.
    private const char Gap = '\u0001';
    private const string EscapedGap = "\\u0001";
    private const char Begins = '1';

    /// <summary>What stands for a slot while its text is put into JSON.</summary>
    public static string GapFor(Slot slot, bool begins) => new([Gap, (char)('A' + (int)slot), begins ? Begins : '0']);

    /// <summary>Finds the gaps in texts that have been put into JSON.</summary>
    public static JsonTemplate Of(string json)
    {
        var parts = json.Split(EscapedGap);
        return new(
            [.. parts.Select((part, i) => Encoding.UTF8.GetBytes(i == 0 ? part : part[2..]))],
            [.. parts.Skip(1).Select(part => ((Slot)(part[0] - 'A'), Encoding.UTF8.GetBytes(SlotText.Neutral((Slot)(part[0] - 'A'), part[1] == Begins))))]);
    }
}

/// <summary>What of an entry's answer does not depend on the text, put into JSON once.</summary>
internal sealed class EntryJson
{
    private EntryJson(Diagnosis unfilled, JsonPart[] parts)
    {
        Templates = [.. parts.Where(p => p.Template >= 0).Select(p => JsonTemplate.Of(Render(unfilled, p.Fields)))];
        LiteralLength = Templates.Sum(t => t.Literals.Sum(l => l.Length) + t.Gaps.Sum(g => g.Neutral.Length));
        Gaps = Templates.Sum(t => t.Gaps.Length);
    }

    /// <summary>One for each run of fields.</summary>
    public JsonTemplate[] Templates { get; }

    /// <summary>How many bytes it has in all, with neutral words in its gaps.</summary>
    public int LiteralLength { get; }

    /// <summary>How many gaps it has in all.</summary>
    public int Gaps { get; }

    public static EntryJson Of(Catalogue catalogue, int index, JsonPart[] parts)
    {
        var entry = catalogue.EntryAt(index);
        var unfilled = new Diagnosis
        {
            Text = "",
            Entry = entry,
            Cause = catalogue.CauseAt(catalogue.Data.Entries[index].Cause),
            Title = WithGaps(entry.Title),
            Meaning = WithGaps(entry.Meaning),
            Remedy = [.. entry.Remedy.Select(s => s with { Do = WithGaps(s.Do) })],
            Avoid = [.. entry.Avoid.Select(WithGaps)],
            Terms = [.. entry.Terms.Select(catalogue.FindTerm).OfType<Term>()],
        };
        return new(unfilled, parts);
    }

    /// <summary>For texts that no entry knows.</summary>
    public static EntryJson Of(Cause cause, JsonPart[] parts) =>
        new(new Diagnosis { Text = "", Cause = cause, Title = cause.Title, Meaning = cause.Meaning, Remedy = cause.Remedy }, parts);

    private static string WithGaps(string text) => SlotText.Fill(text, JsonTemplate.GapFor);

    private static string Render(Diagnosis diagnosis, JsonField[] fields)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options()))
        {
            writer.WriteStartObject();
            DiagnosisJson.WriteFields(writer, diagnosis, fields.Select(f => DiagnosisJson.FieldNames[(int)f]).ToHashSet());
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray())[1..^1];
    }
}
