using Undelivered.Server.Api;
using Undelivered.Server.Pages;

namespace Undelivered.Server;

/// <summary>Puts the server together.</summary>
public static class ServerHost
{
    /// <summary>The server, ready to run.</summary>
    /// <param name="args">The command line; anything of appsettings.json can be given as <c>--Section:Key=value</c>.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(Catalogue.Default);
        var app = builder.Build();
        app.MapApi();
        app.MapPages();
        return app;
    }
}
