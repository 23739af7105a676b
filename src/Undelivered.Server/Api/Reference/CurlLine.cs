using System.Text.Encodings.Web;
using System.Text.Json;

namespace Undelivered.Server.Api.Reference;

/// <summary>An example that can be typed into a shell as it stands.</summary>
internal readonly record struct CurlLine(string Title, string Text)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The examples of an operation.</summary>
    public static IEnumerable<CurlLine> Of(Operation operation, string root)
    {
        if (operation.Bodies.Count == 0)
        {
            return [new CurlLine("", $"curl {Quote(root + Filled(operation))}")];
        }

        return from body in operation.Bodies
               from example in body.Value.GetProperty("examples").EnumerateObject()
               let title = ReferencePage.Word(example.Value, "summary") is { Length: > 0 } summary ? summary : body.Name
               select new CurlLine(title, $"curl {Quote(root + operation.Path)} -H {Quote("Content-Type: " + body.Name)} \\\n  --data-binary {Quote(Body(example.Value.GetProperty("value")))}");
    }

    private static string Filled(Operation operation)
    {
        var path = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters.Where(p => p.TryGetProperty("example", out _)))
        {
            var name = parameter.GetProperty("name").GetString()!;
            var value = Uri.EscapeDataString(parameter.GetProperty("example").ToString());
            switch (parameter.GetProperty("in").GetString())
            {
                case "path": path = path.Replace("{" + name + "}", value, StringComparison.Ordinal); break;
                case "query": query.Add($"{name}={value}"); break;
            }
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string Body(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, Plain);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
