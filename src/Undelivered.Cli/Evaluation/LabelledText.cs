using System.Text.Json;

namespace Undelivered.Cli.Evaluation;

/// <summary>A text with what is right of it: each of what is listed. What is empty is not judged.</summary>
internal sealed record LabelledText
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public string? Provider { get; init; }

    public string? RemoteHost { get; init; }

    /// <summary>The causes that count as right; the first is meant.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    public IReadOnlyList<string> Permanence { get; init; } = [];

    public IReadOnlyList<string> Retry { get; init; } = [];

    public IReadOnlyList<string> Suppress { get; init; } = [];
}

/// <summary>What somebody answered; what is null was not answered.</summary>
/// <param name="Causes">More than one where the answer is in coarser terms than ours.</param>
/// <param name="Permanence">Permanent, temporary or none.</param>
/// <param name="Retry">Whether to send again.</param>
/// <param name="Suppress">Whether to suppress the address.</param>
/// <param name="By">How it was reached, where that is known.</param>
internal sealed record Answer(IReadOnlyList<string> Causes, string? Permanence, string? Retry, string? Suppress, string By = "");

/// <summary>Reads labelled texts and answers, one JSON object a line.</summary>
internal static class LabelFile
{
    public static IEnumerable<LabelledText> ReadLabels(string path) => Read(path, json => new LabelledText
    {
        Id = Id(json),
        Text = Text(json, "text") ?? throw new UserException("\"text\" is missing"),
        Provider = Text(json, "provider"),
        RemoteHost = Text(json, "remoteHost"),
        Causes = Texts(json, "cause") is { Count: > 0 } causes ? causes : throw new UserException("\"cause\" is missing"),
        Permanence = Texts(json, "permanence"),
        Retry = Texts(json, "retry"),
        Suppress = Texts(json, "suppress"),
    });

    public static Dictionary<string, Answer> ReadAnswers(string path) =>
        Read(path, json => (Id: Id(json), Answer: new Answer(Texts(json, "cause"), Text(json, "permanence"), Text(json, "retry"), Text(json, "suppress"))))
            .DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => a.Answer);

    private static IEnumerable<T> Read<T>(string path, Func<JsonElement, T> read)
    {
        if (!File.Exists(path))
        {
            throw new UserException($"There is no file '{path}'.");
        }

        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            T value;
            try
            {
                using var document = JsonDocument.Parse(line);
                value = read(document.RootElement);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or UserException)
            {
                var what = fault is UserException ? fault.Message : "it is no JSON object with texts in it";
                throw new UserException($"{path}, line {number}: {what}. Each line is {{\"id\": …, \"text\": \"…\", \"cause\": \"…\", \"permanence\"?, \"retry\"?, \"suppress\"?}}.");
            }

            yield return value;
        }
    }

    private static string Id(JsonElement json) => json.TryGetProperty("id", out var id) ? id.ToString() : throw new UserException("\"id\" is missing");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    /// <summary>One value, or a list of them.</summary>
    private static IReadOnlyList<string> Texts(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
        : [value.GetString()!];
}
