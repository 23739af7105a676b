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

    [Theory]
    [InlineData("--stdio")]
    [InlineData("mcp")]
    public async Task An_assistant_on_this_machine_starts_the_program_itself(string argument)
    {
        var transport = new StdioClientTransport(new() { Command = "dotnet", Arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "Undelivered.Server.dll"), argument] });
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: TestContext.Current.CancellationToken);
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var answer = await client.CallToolAsync("diagnose", new Dictionary<string, object?> { ["text"] = "550 5.1.1 User unknown" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["diagnose", "search_library"], tools.Select(t => t.Name).Order());
        Assert.Contains("\"cause\":\"recipient.unknown\"", Assert.IsType<TextContentBlock>(answer.Content.Single()).Text);
    }

    [Fact]
    public async Task An_assistant_finds_entries() =>
        Assert.Contains("gmail.dmarc-policy", await Call("search_library", new() { ["query"] = "gmail dmarc 5.7.26" }));
}
