using System.Text.Json;

namespace Undelivered.Server.Api.Reference;

/// <summary>One thing that the API does, with its references resolved.</summary>
internal sealed record Operation
{
    public required string Id { get; init; }

    /// <summary>The method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>Its path below the root.</summary>
    public required string Path { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<JsonElement> Parameters { get; init; }

    /// <summary>What can be sent, by media type.</summary>
    public required IReadOnlyList<JsonProperty> Bodies { get; init; }

    /// <summary>What can come back, by status.</summary>
    public required IReadOnlyList<JsonProperty> Answers { get; init; }

    public static IEnumerable<Operation> All(JsonElement description) =>
        from path in description.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new Operation
        {
            Id = operation.Value.GetProperty("operationId").GetString()!,
            Method = operation.Name.ToUpperInvariant(),
            Path = path.Name,
            Summary = operation.Value.GetProperty("summary").GetString()!,
            Description = ReferencePage.Word(operation.Value, "description"),
            Parameters = operation.Value.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(p => Resolve(description, p))] : [],
            Bodies = operation.Value.TryGetProperty("requestBody", out var body) ? [.. body.GetProperty("content").EnumerateObject()] : [],
            Answers = [.. operation.Value.GetProperty("responses").EnumerateObject()],
        };

    private static JsonElement Resolve(JsonElement description, JsonElement element) => element.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.Split('/').Skip(1).Aggregate(description, (at, name) => at.GetProperty(name))
        : element;
}
