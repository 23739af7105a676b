namespace Undelivered.Server.Tests;

/// <summary>A server of our own on loopback, with a data folder of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("undelivered-server-").FullName;
    private WebApplication? _server;

    public WebApplication Application => _server!;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<RunningServer> Start(params string[] options)
    {
        var server = new RunningServer();
        await server.StartAsync(options);
        return server;
    }

    public ValueTask InitializeAsync() => StartAsync(["--Undelivered:RequestsPerMinute=0"]);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async ValueTask StartAsync(string[] options)
    {
        _server = ServerHost.Build(["--urls", "http://127.0.0.1:0", $"--Undelivered:Data={_data}", .. options]);
        await _server.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_server.Urls.First()) };
    }
}
