using Microsoft.AspNetCore.Diagnostics;
using Undelivered.Server.Accounts;
using Undelivered.Server.Api;
using Undelivered.Server.Assistants;
using Undelivered.Server.Operations;
using Undelivered.Server.Pages;
using Undelivered.Server.Store;

namespace Undelivered.Server;

/// <summary>Puts the server together.</summary>
public static class ServerHost
{
    // Nothing is open to other machines unless an operator says so.
    internal const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>The server, ready to run.</summary>
    /// <param name="args">The command line; anything of appsettings.json can be given as <c>--Section:Key=value</c>.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var section = builder.Configuration.GetSection(ServerOptions.Section);
        var options = section.Get<ServerOptions>() ?? new();
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBody;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole();

        // The platform logs addresses of requests, whose queries may hold an error with somebody's address in it.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("ModelContextProtocol", LogLevel.Warning);

        // Why it did not start is told by the one who starts it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        // It warns that keys lie unencrypted on disk: nobody but the server's user may enter their folder.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<ServerOptions>(section);
        builder.Services.AddSingleton(Catalogue.Default);
        builder.Services.AddSingleton<DiagnoserPool>();
        builder.Services.AddSingleton<LibraryEndpoints>();
        builder.Services.AddHealthChecks().AddCheck<CatalogueHealth>("catalogue");
        builder.Services.AddTelemetry(options);
        builder.Services.AddRateLimits(options);
        builder.Services.AddAssistants();
        builder.Services.AddStore();
        builder.Services.AddAccounts();
        builder.Services.AddPages();

        var app = builder.Build();
        app.UseExceptionHandler(handler => handler.Run(Apologise));
        app.UseSecurityHeaders();
        app.UseSameSiteForms();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapApi();
        app.MapAssistants();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapAccounts();
        app.MapPages();
        return app;
    }

    /// <summary>Says that the fault is ours, and nothing of what the fault was: that stands in the log.</summary>
    private static Task Apologise(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return fault is BadHttpRequestException bad
            ? Problems.Write(context, bad.StatusCode, "bad-request", bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The request is not valid HTTP or has values of the wrong kind.")
            : Problems.Write(context, StatusCodes.Status500InternalServerError, "our-fault", "Something went wrong here, not with your request. It stands in the server's log.");
    }
}
