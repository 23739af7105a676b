using System.Text.Json;

namespace Undelivered;

/// <summary>What a failure means and what to do about it.</summary>
public sealed record Diagnosis
{
    /// <summary>The text that was diagnosed.</summary>
    public required string Text { get; init; }

    /// <summary>The entry that answers; null where none was recognised.</summary>
    public Entry? Entry { get; init; }

    /// <summary>The id of who wrote the text, as far inside the quotation as it is known.</summary>
    public string? Speaker { get; init; }

    /// <summary>The ids of those who quote the speaker, outermost first.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>The reason, whoever words it.</summary>
    public required Cause Cause { get; init; }

    /// <summary>Whether it lasts.</summary>
    public Permanence Permanence { get; init; }

    /// <summary>Who can put it right.</summary>
    public FixedBy FixedBy { get; init; }

    /// <summary>Whether to send again.</summary>
    public Retry Retry { get; init; }

    /// <summary>When to send again: an RFC 3339 time or an ISO 8601 duration; null where nothing tells.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Whether to stop sending to the address.</summary>
    public Suppress Suppress { get; init; }

    /// <summary>The SMTP reply code, where there is one.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The HTTP status, where the text is the answer of an API.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The enhanced status code, where there is one.</summary>
    public EnhancedCode? EnhancedCode { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What happened and why.</summary>
    public required string Meaning { get; init; }

    /// <summary>What to do, the step that most often helps first.</summary>
    public IReadOnlyList<RemedyStep> Remedy { get; init; } = [];

    /// <summary>Tempting mistakes.</summary>
    public IReadOnlyList<string> Avoid { get; init; } = [];

    /// <summary>The terms that the answer uses.</summary>
    public IReadOnlyList<Term> Terms { get; init; } = [];

    /// <summary>What the slots of the phrase hold, as the text writes it.</summary>
    public IReadOnlyDictionary<string, string> Captures { get; init; } = new Dictionary<string, string>();

    /// <summary>The part of the text that was recognised; empty where the code alone told.</summary>
    public Range Matched { get; init; }

    /// <summary>By what the answer was reached.</summary>
    public MatchKind Match { get; init; }

    /// <summary>How sure the answer is, from 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>What the code and the text disagree on; null where they agree. The text has won.</summary>
    public string? Conflict { get; init; }

    /// <summary>Whether anything at all was recognised.</summary>
    public bool IsRecognised => Match != MatchKind.None;

    /// <summary>The diagnosis as JSON, in the form that docs/json.md describes.</summary>
    public string ToJson(bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options(indented)))
        {
            DiagnosisJson.Write(writer, this);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
