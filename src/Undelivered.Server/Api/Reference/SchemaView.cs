using System.Text.Json;
using Undelivered.Site.Rendering;

namespace Undelivered.Server.Api.Reference;

/// <summary>A schema as a table of its fields.</summary>
internal static class SchemaView
{
    private const int MostValues = 12;

    public static Html Section(PageContext p, string name, JsonElement schema) => p.Write($"""
        <section id="schema-{name}"><h3>{name}</h3>{p.If(schema.TryGetProperty("description", out var words), $"<p>{words.GetString()}</p>")}
        <table class="table"><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>{Fields(p, "", schema)}</tbody></table></section>
        """);

    /// <summary>What kind of value it is, in words; a schema with a name is a link.</summary>
    public static Html Type(PageContext p, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()![(reference.GetString()!.LastIndexOf('/') + 1)..];
            return p.Write($"""<a href="#schema-{name}">{name}</a>""");
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return Between(p, choices.EnumerateArray());
        }

        if (!schema.TryGetProperty("type", out var type))
        {
            return p.Write($"anything");
        }

        return type.ValueKind == JsonValueKind.Array ? p.Text(string.Join(" or ", type.EnumerateArray().Select(t => t.GetString())))
            : type.GetString() == "array" && schema.TryGetProperty("items", out var items) ? p.Write($"array of {Type(p, items)}")
            : type.GetString() == "object" && schema.TryGetProperty("properties", out var fields) && fields.EnumerateObject().ToArray() is [var only] ? p.Write($"object with <code>{only.Name}</code>: {Type(p, only.Value)}")
            : p.Text(type.GetString());
    }

    private static Html Between(PageContext p, IEnumerable<JsonElement> choices)
    {
        var isFirst = true;
        foreach (var choice in choices)
        {
            p.Write($"{(isFirst ? "" : " or ")}{Type(p, choice)}");
            isFirst = false;
        }

        return default;
    }

    /// <summary>The rows of an object; what is inside of a field follows it, with its name before.</summary>
    private static Html Fields(PageContext p, string before, JsonElement schema)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        return p.If(schema.TryGetProperty("properties", out var fields), $"{p.Each(fields.ValueKind == JsonValueKind.Object ? fields.EnumerateObject() : default, f => Field(p, before, f, required.Contains(f.Name)))}");
    }

    private static Html Field(PageContext p, string before, JsonProperty field, bool isRequired)
    {
        var name = before + field.Name;
        p.Write($"""
            <tr><td><code>{name}</code>{p.If(!isRequired, $" (may be absent)")}</td><td>{Type(p, field.Value)}</td><td>{ReferencePage.Word(field.Value, "description")} {Values(p, field.Value)}</td></tr>
            """);
        return field.Value.TryGetProperty("items", out var items) ? Fields(p, name + "[].", items) : Fields(p, name + ".", field.Value);
    }

    private static Html Values(PageContext p, JsonElement schema)
    {
        var of = schema.TryGetProperty("items", out var items) ? items : schema;
        if (!of.TryGetProperty("enum", out var values))
        {
            return default;
        }

        var all = string.Join(", ", values.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? "null" : v.GetString()));
        return values.GetArrayLength() <= MostValues ? p.Write($"One of <code>{all}</code>.")
            : p.Write($"<details><summary>One of {values.GetArrayLength()}</summary><code>{all}</code></details>");
    }
}
