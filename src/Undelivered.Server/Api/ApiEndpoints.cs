using System.Text.Json;
using Undelivered.Server.Api.Reference;
using Undelivered.Server.Pages;

namespace Undelivered.Server.Api;

/// <summary>The API, version 1: docs/api.md. Within a version, fields are added but never renamed or removed.</summary>
internal static class ApiEndpoints
{
    /// <summary>Where it begins.</summary>
    public const string Root = "/api/v1";

    private static readonly byte[] Description = ReadDescription();

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).RequireRateLimiting(Operations.RateLimits.Policy);
        api.MapPost("/diagnose", DiagnoseEndpoint.Handle);
        app.Services.GetRequiredService<LibraryEndpoints>().Map(api);
        api.MapGet("/openapi.json", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(Description, "application/json");
        });
        using var parsed = JsonDocument.Parse(Description);
        var description = parsed.RootElement.Clone();
        api.MapMethods("/docs", [HttpMethods.Get, HttpMethods.Head], context =>
            context.RequestServices.GetRequiredService<PageWriter>().SendKept(context, ReferencePage.Of(description, PageFileEndpoints.Origin(context))));
        api.Map("/{**rest}", (HttpContext context, string? rest) =>
            Problems.Write(context, StatusCodes.Status404NotFound, "no-such-address", $"There is nothing at {Root}/{rest}; {Root}/docs says what is."));
    }

    private static byte[] ReadDescription()
    {
        using var stream = typeof(ApiEndpoints).Assembly.GetManifestResourceStream("openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
