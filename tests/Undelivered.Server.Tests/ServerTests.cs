using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Undelivered.Server.Tests;

public class ServerTests
{
    [Fact]
    public async Task It_starts_on_loopback_and_answers()
    {
        await using var server = ServerHost.Build(["--urls", "http://127.0.0.1:0", $"--Undelivered:Data={Directory.CreateTempSubdirectory("undelivered-server-").FullName}"]);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);
    }
}
