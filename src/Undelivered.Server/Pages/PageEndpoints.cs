namespace Undelivered.Server.Pages;

/// <summary>The pages that people read.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this WebApplication app) => app.MapGet("/", () => "Undelivered");
}
