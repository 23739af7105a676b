using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Undelivered.Tests;

/// <summary>The JSON Schemas that editors check catalogue files with.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(RepositoryFiles.Path("catalogue"), "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(RepositoryFiles.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_schema_accepts_the_file(string file)
    {
        var schema = await SchemaOfAsync(file);

        Assert.Empty(schema.Validate(ToJson(file).ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_schema_refuses_an_unknown_field_wherever_it_stands(string file)
    {
        var schema = await SchemaOfAsync(file);
        var root = ToJson(file);
        Refuses(schema, root, root, file);

        // One object at each kind of place is enough: the schema is the same for all of them.
        foreach (var (place, node) in Objects(root, "").DistinctBy(o => o.Place).Where(o => !o.Place.EndsWith("/captures", StringComparison.Ordinal)))
        {
            Refuses(schema, root, node, place);
        }
    }

    private static void Refuses(JsonSchema schema, JsonObject root, JsonObject node, string place)
    {
        node["colour"] = "red";
        Assert.True(schema.Validate(root.ToJsonString()).Count > 0, $"a field 'colour' is accepted at {place}");
        node.Remove("colour");
    }

    private static IEnumerable<(string Place, JsonObject Node)> Objects(JsonNode? node, string place)
    {
        switch (node)
        {
            case JsonObject fields:
                yield return (place, fields);
                foreach (var (name, value) in fields)
                {
                    foreach (var found in Objects(value, $"{place}/{name}"))
                    {
                        yield return found;
                    }
                }

                break;
            case JsonArray items:
                foreach (var found in items.SelectMany(item => Objects(item, place)))
                {
                    yield return found;
                }

                break;
        }
    }

    private static Task<JsonSchema> SchemaOfAsync(string file)
    {
        var name = file.Contains("/speakers/", StringComparison.Ordinal) ? "speaker" : Path.GetFileNameWithoutExtension(file);
        return JsonSchema.FromFileAsync(RepositoryFiles.Path("catalogue", "schema", $"{name}.schema.json"), TestContext.Current.CancellationToken);
    }

    private static JsonObject ToJson(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(RepositoryFiles.Path(file))));
        return (JsonObject)ToJson(stream.Documents[0].RootNode)!;
    }

    /// <summary>By the core rules of YAML 1.2: a bare yes or no is a string.</summary>
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => scalar.Value switch
        {
            "true" or "false" => scalar.Value == "true",
            "" or "null" or "~" => null,
            var text when double.TryParse(text, out _) && !text.StartsWith("0x", StringComparison.Ordinal) => JsonNode.Parse(JsonSerializer.Serialize(double.Parse(text))),
            var text => text,
        },
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException($"A {node.NodeType} has no place in a catalogue file."),
    };
}
