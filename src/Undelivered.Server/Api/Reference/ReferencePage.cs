using System.Text.Json;
using Undelivered.Site.Rendering;

namespace Undelivered.Server.Api.Reference;

/// <summary>The API's reference: its description (openapi.json) as a page.</summary>
internal static class ReferencePage
{
    /// <param name="description">The description.</param>
    /// <param name="origin">What the addresses of the examples begin with, such as <c>https://undelivered.example</c>.</param>
    public static Page Of(JsonElement description, string origin)
    {
        var info = description.GetProperty("info");
        var root = description.GetProperty("servers")[0].GetProperty("url").GetString()!;
        var operations = Operation.All(description).ToArray();
        return new()
        {
            Path = ApiEndpoints.Root + "/docs",
            Title = "API reference",
            Description = "Diagnose failed email and read the library by program: endpoints, parameters, fields and examples.",
            Body = p => p.Write($"""
                <h1>API reference <small>version {info.GetProperty("version").GetString()}</small></h1>
                <p class="lead">{Word(info, "summary")} No key is needed. {Word(info, "description")}</p>
                <p>For programs: <a href="{root}/openapi.json">{root}/openapi.json</a> (OpenAPI {description.GetProperty("openapi").GetString()}). For assistants: the Model Context Protocol at <code>{origin}/mcp</code>, or on standard input and output with <code>./run serve --stdio</code>.</p>
                <nav aria-label="Operations"><ul class="entries">{p.Each(operations, o => p.Write($"""<li><a href="#{o.Id}">{o.Summary}</a> <code>{o.Method} {root}{o.Path}</code></li>"""))}</ul></nav>
                {p.Each(operations, o => Section(p, o, root, origin))}
                <section class="group"><h2>Fields</h2>{p.Each(description.GetProperty("components").GetProperty("schemas").EnumerateObject(), s => SchemaView.Section(p, s.Name, s.Value))}</section>
                """),
        };
    }

    private static Html Section(PageContext p, Operation o, string root, string origin) => p.Write($"""
        <section class="group" id="{o.Id}"><h2>{o.Summary}</h2><p><code>{o.Method} {root}{o.Path}</code></p>{p.If(o.Description.Length > 0, $"""<p class="lead">{o.Description}</p>""")}
        {p.If(o.Parameters.Count > 0, $"""<h3>Parameters</h3><table class="table"><thead><tr><th>Name</th><th>Where</th><th>Type</th><th>Meaning</th></tr></thead><tbody>{p.Each(o.Parameters, x => Parameter(p, x))}</tbody></table>""")}
        {p.If(o.Bodies.Count > 0, $"""<h3>What to send</h3><table class="table"><thead><tr><th>Content-Type</th><th>Body</th></tr></thead><tbody>{p.Each(o.Bodies, b => p.Write($"<tr><td><code>{b.Name}</code></td><td>{SchemaView.Type(p, b.Value.GetProperty("schema"))}</td></tr>"))}</tbody></table>""")}
        <h3>Answers</h3><table class="table"><thead><tr><th>Status</th><th>When</th><th>Body</th></tr></thead><tbody>{p.Each(o.Answers, a => Answer(p, a))}</tbody></table>
        <h3>Examples</h3>{p.Each(CurlLine.Of(o, origin + root), line => p.Write($"""{p.If(line.Title.Length > 0, $"<p>{line.Title}:</p>")}<pre class="quotation" tabindex="0" aria-label="{o.Summary}{p.If(line.Title.Length > 0, $": {line.Title}")}">{line.Text}</pre>"""))}
        </section>
        """);

    private static Html Parameter(PageContext p, JsonElement parameter) => p.Write($"""
        <tr><td><code>{Word(parameter, "name")}</code>{p.If(parameter.TryGetProperty("required", out var required) && required.GetBoolean(), $" (needed)")}</td><td>{Word(parameter, "in")}</td><td>{SchemaView.Type(p, parameter.GetProperty("schema"))}</td><td>{Word(parameter, "description")}{p.If(parameter.TryGetProperty("example", out var example), $" Such as <code>{example.ToString()}</code>.")}</td></tr>
        """);

    private static Html Answer(PageContext p, JsonProperty answer) => p.Write($"""
        <tr><td>{answer.Name}</td><td>{Word(answer.Value, "description")}</td><td>{p.If(answer.Value.TryGetProperty("content", out var content), $"{p.Each(content.EnumerateObject(), c => p.Write($"<div><code>{c.Name}</code>: {SchemaView.Type(p, c.Value.GetProperty("schema"))}</div>"))}")}</td></tr>
        """);

    internal static string Word(JsonElement of, string name) => of.TryGetProperty(name, out var word) ? word.GetString()! : "";
}
