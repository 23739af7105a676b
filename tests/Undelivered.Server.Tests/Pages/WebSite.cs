using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Undelivered.Server.Tests.Pages;

[assembly: AssemblyFixture(typeof(WebSite))]

namespace Undelivered.Server.Tests.Pages;

/// <summary>The server on a free port of loopback, under a strict Content-Security-Policy.</summary>
public sealed class WebSite : IAsyncLifetime
{
    private const string Strict =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly string _data = Directory.CreateTempSubdirectory("undelivered-server-").FullName;
    private WebApplication? _server;

    public string Address { get; private set; } = "";

    public IServiceProvider Services => _server!.Services;

    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        _server = ServerHost.Build(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", $"--Undelivered:Data={_data}"]);
        _server.Use((context, next) =>
        {
            if (context.Response.Headers.ContentSecurityPolicy.Count == 0)
            {
                context.Response.Headers.ContentSecurityPolicy = Strict;
            }

            return next();
        });
        await _server.StartAsync();
        Address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client.BaseAddress = new Uri(Address);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
