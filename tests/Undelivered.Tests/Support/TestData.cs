using System.Text.Json;

namespace Undelivered.Tests;

/// <summary>Reads the facts in Data/, one JSON object a line.</summary>
internal static class TestData
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static IReadOnlyList<T> Read<T>(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name)).Select(line => JsonSerializer.Deserialize<T>(line, Options)!)];
}
