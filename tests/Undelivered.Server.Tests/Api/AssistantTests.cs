using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Undelivered.Server.Tests.Api;

public class AssistantTests(RunningServer server) : IClassFixture<RunningServer>
{
    private async Task<string> Call(string tool, Dictionary<string, object?> arguments)
    {
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp") }), cancellationToken: TestContext.Current.CancellationToken);
        var answer = await client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);
        return Assert.IsType<TextContentBlock>(answer.Content.Single()).Text;
    }

    [Fact]
    public async Task An_assistant_gets_the_diagnosis() =>
        Assert.Contains("\"cause\":\"recipient.unknown\"", await Call("diagnose", new() { ["text"] = "550 5.1.1 User unknown" }));

    [Fact]
    public async Task An_assistant_finds_entries() =>
        Assert.Contains("gmail.dmarc-policy", await Call("search_library", new() { ["query"] = "gmail dmarc 5.7.26" }));
}
