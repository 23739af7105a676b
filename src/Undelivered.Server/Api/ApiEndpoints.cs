namespace Undelivered.Server.Api;

/// <summary>The API: docs/api.md.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this WebApplication app) =>
        app.MapGet("/api/v1/version", (Catalogue catalogue) => new { catalogue = catalogue.Version });
}
