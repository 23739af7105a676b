using System.Text.Encodings.Web;
using System.Text.Json;

namespace Undelivered;

/// <summary>Writes diagnoses as JSON: docs/json.md.</summary>
public static class DiagnosisJson
{
    /// <summary>The options that the field's programs expect: readable text, no escaping beyond what JSON needs.</summary>
    public static JsonWriterOptions Options(bool indented = false) => new()
    {
        Indented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>Writes the diagnosis as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartObject();
        WriteFields(writer, diagnosis);
        writer.WriteEndObject();
    }

    /// <summary>The names of the fields, in the order in which they are written.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
    [
        "text", "entry", "speaker", "via", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress", "replyCode", "httpStatus",
        "enhancedCode", "title", "meaning", "remedy", "avoid", "terms", "sources", "captures", "match", "confidence", "conflict",
    ];

    /// <summary>Writes the fields into an object that has begun, so that others can go before or after them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="diagnosis">What.</param>
    /// <param name="only">The fields that are wanted; null for all.</param>
    public static void WriteFields(Utf8JsonWriter writer, Diagnosis diagnosis, IReadOnlySet<string>? only = null)
    {
        foreach (var name in FieldNames)
        {
            if (only is null || only.Contains(name))
            {
                WriteField(writer, name, diagnosis);
            }
        }
    }

    private static void WriteField(Utf8JsonWriter writer, string name, Diagnosis d)
    {
        switch (name)
        {
            case "text": writer.WriteString(name, d.Text); break;
            case "entry": writer.WriteString(name, d.Entry?.Id); break;
            case "speaker": writer.WriteString(name, d.Speaker); break;
            case "via": WriteTexts(writer, name, d.Via); break;
            case "cause": writer.WriteString(name, d.Cause.Id); break;
            case "permanence": writer.WriteString(name, WireNames.Of(d.Permanence)); break;
            case "fixedBy": writer.WriteString(name, WireNames.Of(d.FixedBy)); break;
            case "retry": writer.WriteString(name, WireNames.Of(d.Retry)); break;
            case "retryAfter": writer.WriteString(name, d.RetryAfter); break;
            case "suppress": writer.WriteString(name, WireNames.Of(d.Suppress)); break;
            case "replyCode": WriteNumber(writer, name, d.ReplyCode); break;
            case "httpStatus": WriteNumber(writer, name, d.HttpStatus); break;
            case "enhancedCode": writer.WriteString(name, d.EnhancedCode?.ToString()); break;
            case "title": writer.WriteString(name, d.Title); break;
            case "meaning": writer.WriteString(name, d.Meaning); break;
            case "remedy": WriteRemedy(writer, d.Remedy); break;
            case "avoid": WriteTexts(writer, name, d.Avoid); break;
            case "terms": WriteTerms(writer, d.Terms); break;
            case "sources": WriteTexts(writer, name, d.Entry?.Sources.Select(s => s.Reference) ?? []); break;
            case "captures": WriteCaptures(writer, d.Captures); break;
            case "match": writer.WriteString(name, WireNames.Of(d.Match)); break;
            case "confidence": writer.WriteNumber(name, d.Confidence); break;
            case "conflict" when d.Conflict is not null: writer.WriteString(name, d.Conflict); break;
        }
    }

    private static void WriteRemedy(Utf8JsonWriter writer, IReadOnlyList<RemedyStep> steps)
    {
        writer.WriteStartArray("remedy");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("do", step.Do);
            writer.WriteString("by", WireNames.Of(step.By));
            if (step.Check is not null)
            {
                writer.WriteString("check", step.Check);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTerms(Utf8JsonWriter writer, IReadOnlyList<Term> terms)
    {
        writer.WriteStartArray("terms");
        foreach (var term in terms)
        {
            writer.WriteStartObject();
            writer.WriteString("term", term.Name);
            writer.WriteString("definition", term.Definition);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCaptures(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> captures)
    {
        writer.WriteStartObject("captures");
        foreach (var (name, value) in captures)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
