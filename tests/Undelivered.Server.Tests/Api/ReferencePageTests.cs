using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Undelivered.Server.Tests.Api;

public sealed partial class ReferencePageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Task<string> Page() => server.Client.GetStringAsync("/api/v1/docs", Cancelled);

    [Fact]
    public async Task Every_operation_parameter_field_and_status_is_on_it()
    {
        var page = WebUtility.HtmlDecode(await Page());
        var description = JsonDocument.Parse(await server.Client.GetStringAsync("/api/v1/openapi.json", Cancelled)).RootElement;
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var section = Regex.Match(page, $"""<section class="group" id="{operation.Value.GetProperty("operationId").GetString()}">.*?</section>""", RegexOptions.Singleline).Value;
                Assert.Contains($"<code>{operation.Name.ToUpperInvariant()} /api/v1{path.Name}</code>", section);
                Assert.All(operation.Value.GetProperty("responses").EnumerateObject(), r => Assert.Contains($"<td>{r.Name}</td>", section));
                if (operation.Value.TryGetProperty("parameters", out var parameters))
                {
                    Assert.All(parameters.EnumerateArray().Where(p => p.TryGetProperty("name", out _)), p => Assert.Contains($"<code>{p.GetProperty("name").GetString()}</code>", section));
                }
            }
        }

        foreach (var schema in description.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            var section = Regex.Match(page, $"""<section id="schema-{schema.Name}">.*?</section>""", RegexOptions.Singleline).Value;
            Assert.All(schema.Value.GetProperty("properties").EnumerateObject(), f => Assert.Contains($"<code>{f.Name}</code>", section));
        }
    }

    [Fact]
    public async Task Its_links_lead_to_places_on_it()
    {
        var page = await Page();
        var ids = Id().Matches(page).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.All(Place().Matches(page).Select(m => m.Groups[1].Value), place => Assert.Contains(place, ids));
    }

    [Fact]
    public async Task The_examples_that_read_can_be_fetched_as_they_stand()
    {
        var lines = Curl().Matches(WebUtility.HtmlDecode(await Page())).Select(m => m.Groups[1].Value).ToArray();

        Assert.Equal(6, lines.Length);
        Assert.All(lines, l => Assert.StartsWith(server.Client.BaseAddress!.ToString(), l));
        foreach (var line in lines)
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(line, Cancelled)).StatusCode);
        }
    }

    [Fact]
    public async Task The_examples_that_send_are_whole_lines_of_shell()
    {
        var page = WebUtility.HtmlDecode(await Page());

        Assert.Contains("-H 'Content-Type: application/x-ndjson'", page);
        Assert.Contains(@"due to domain'\''s DMARC policy", page);
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(" href=\"#([^\"]+)\"")]
    private static partial Regex Place();

    [GeneratedRegex(">curl '([^']+)'<")]
    private static partial Regex Curl();
}
