using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace Undelivered.Server.Tests.Api;

public class ApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static readonly JsonElement Description = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "openapi.json"))).RootElement;

    private Task<HttpResponseMessage> Post(string body, string type = "application/json") =>
        server.Client.PostAsync("/api/v1/diagnose", new StringContent(body, new MediaTypeHeaderValue(type)), Cancelled);

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).RootElement;

    /// <summary>What is wrong with a value by the schema of that name.</summary>
    private static async Task<IEnumerable<string>> Faults(string schema, JsonElement value)
    {
        // References of OpenAPI begin at the document; those of the schema at itself.
        var document = Description.GetRawText().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        var schemas = JsonDocument.Parse(document).RootElement.GetProperty("components").GetProperty("schemas");
        var whole = $$"""{"definitions":{{schemas.GetRawText()}},"$ref":"#/definitions/{{schema}}"}""";
        return (await JsonSchema.FromJsonAsync(whole, Cancelled)).Validate(value.GetRawText()).Select(f => f.ToString());
    }

    [Fact]
    public async Task One_failure_is_answered_as_the_library_would()
    {
        var answer = await Post("""{"text":"550 5.1.1 User unknown","provider":"no such","id":"a1"}""");
        var json = await Json(answer);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("a1", json.GetProperty("id").GetString());
        Assert.Equal("recipient.unknown", json.GetProperty("cause").GetString());
        Assert.Empty(await Faults("Diagnosis", json));
    }

    [Fact]
    public async Task Every_kind_of_answer_follows_the_schema()
    {
        foreach (var text in (string[])["", "zzyzx", "421 4.7.0 Try again later", "552 5.7.1 mailbox full", "{\"message\":\"'to' parameter is not a valid address\"}", "0x800CCC0F"])
        {
            Assert.Empty(await Faults("Diagnosis", await Json(await Post(JsonSerializer.Serialize(new { text })))));
        }
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order()
    {
        var json = await Json(await Post("""[{"text":"550 5.1.1 User unknown","id":1},{"text":"452 4.2.2 mailbox full","id":2}]"""));

        Assert.Equal([1, 2], json.EnumerateArray().Select(a => a.GetProperty("id").GetInt32()));
        Assert.Equal("[]", (await Json(await Post("[]"))).GetRawText());
    }

    [Fact]
    public async Task A_stream_is_answered_line_by_line_and_goes_on_behind_a_bad_line()
    {
        var lines = (await (await Post("{\"text\":\"550 5.1.1 User unknown\",\"id\":1}\n\nnonsense\n{\"text\":\"ok\",\"id\":2}", "application/x-ndjson"))
            .Content.ReadAsStringAsync(Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();

        Assert.Equal(3, lines.Length);
        Assert.Equal(1, lines[0].GetProperty("id").GetInt32());
        Assert.Empty(await Faults("UnreadableLine", lines[1]));
        Assert.Equal(3, lines[1].GetProperty("line").GetInt32());
        Assert.Equal(2, lines[2].GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_stream_may_be_longer_than_a_body()
    {
        var line = "{\"text\":\"550 5.1.1 User unknown" + new string(' ', 60_000) + "\"}\n";
        var answer = await server.Client.PostAsync("/api/v1/diagnose?fields=cause",
            new StringContent(string.Concat(Enumerable.Repeat(line, 200)), new MediaTypeHeaderValue("application/x-ndjson")), Cancelled);

        Assert.Equal(string.Concat(Enumerable.Repeat("{\"cause\":\"recipient.unknown\"}\n", 200)), await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_field_that_does_not_exist_is_a_problem()
    {
        var answer = await server.Client.PostAsync("/api/v1/diagnose?fields=cause,colour", new StringContent("{}", new MediaTypeHeaderValue("application/json")), Cancelled);
        Assert.Contains("'colour'", (await Json(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Plain_text_is_one_error() =>
        Assert.Equal("recipient.unknown", (await Json(await Post("550 5.1.1 User unknown", "text/plain"))).GetProperty("cause").GetString());

    [Theory]
    [InlineData("nonsense", "application/json", 400)]
    [InlineData("{\"txt\":\"\"}", "application/json", 400)]
    [InlineData("[{\"text\":1}]", "application/json", 400)]
    [InlineData("[", "application/json", 400)]
    [InlineData("[[[[", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("a=b", "application/x-www-form-urlencoded", 415)]
    public async Task What_cannot_be_read_is_a_problem_that_says_why(string body, string type, int status)
    {
        var answer = await Post(body, type);
        var problem = await Json(answer);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await Faults("Problem", problem));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        // Who asks first need not send it at all.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/diagnose");
        request.Content = new StringContent(JsonSerializer.Serialize(new { text = new string('x', 9 * 1024 * 1024) }), new MediaTypeHeaderValue("application/json"));
        request.Headers.ExpectContinue = true;
        var answer = await server.Client.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(await Faults("Problem", await Json(answer)));
    }

    [Fact]
    public async Task A_batch_that_is_too_long_says_how_long_it_may_be() =>
        Assert.Contains("at most 1000", (await Json(await Post("[" + string.Join(',', Enumerable.Repeat("{\"text\":\"\"}", 1001)) + "]"))).GetProperty("detail").GetString());

    [Theory]
    [InlineData("/entries?speaker=gmail&cause=authentication.dmarc", "entries", "Entry")]
    [InlineData("/causes", "causes", "Cause")]
    [InlineData("/speakers", "speakers", "Speaker")]
    [InlineData("/terms", "terms", "Term")]
    [InlineData("/search?q=dmark%20policy", "hits", "Hit")]
    public async Task The_library_follows_the_schema_and_is_not_sent_twice(string path, string list, string schema)
    {
        var answer = await server.Client.GetAsync("/api/v1" + path, Cancelled);
        var items = (await Json(answer)).GetProperty(list).EnumerateArray().ToArray();

        Assert.NotEmpty(items);
        foreach (var item in items.Take(20))
        {
            Assert.Empty(await Faults(schema, item));
        }

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await server.Client.SendAsync(again, Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData("/entries/no.such", 404)]
    [InlineData("/nothing/here", 404)]
    [InlineData("/search", 400)]
    public async Task What_is_not_there_is_a_problem(string path, int status)
    {
        var answer = await server.Client.GetAsync("/api/v1" + path, Cancelled);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(await Faults("Problem", await Json(answer)));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var strict = await RunningServer.Start("--Undelivered:RequestsPerMinute=3");
        HttpResponseMessage answer;
        var asked = 0;
        do
        {
            answer = await strict.Client.GetAsync("/api/v1/causes", Cancelled);
        }
        while (answer.StatusCode == HttpStatusCode.OK && ++asked < 20);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Empty(await Faults("Problem", await Json(answer)));
    }

    [Fact]
    public async Task The_description_lists_every_address()
    {
        var described = (await Json(await server.Client.GetAsync("/api/v1/openapi.json", Cancelled))).GetProperty("paths").EnumerateObject().Select(p => p.Name);
        var served = server.Application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!).Where(p => p.StartsWith("/api/v1/", StringComparison.Ordinal)).Select(p => p["/api/v1".Length..])
            .Except(["/openapi.json", "/docs", "/{**rest}"]);

        Assert.Equal(served.Order().Distinct(), described.Order());
    }

    [Fact]
    public async Task Health_and_metrics_answer_and_metrics_count_causes()
    {
        await Post("""{"text":"550 5.1.1 User unknown"}""");
        Assert.Equal("Healthy", await server.Client.GetStringAsync("/health/live", Cancelled));
        Assert.Equal("Healthy", await server.Client.GetStringAsync("/health/ready", Cancelled));
        var metrics = await server.Client.GetStringAsync("/metrics", Cancelled);
        Assert.Matches("undelivered_diagnoses[^\n]*cause=\"recipient.unknown\"", metrics);
        Assert.Contains("http_server_request_duration", metrics);
    }

    [Fact]
    public async Task Every_answer_forbids_what_a_page_does_not_need()
    {
        var headers = (await server.Client.GetAsync("/api/v1/causes", Cancelled)).Headers;
        Assert.Contains("default-src 'none'", headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(headers.Contains("Server"));
    }
}
