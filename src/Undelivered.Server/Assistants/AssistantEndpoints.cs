namespace Undelivered.Server.Assistants;

/// <summary>The Model Context Protocol, for assistants: by HTTP at /mcp, or on standard input and output with <c>--stdio</c>.</summary>
internal static class AssistantEndpoints
{
    public const string Path = "/mcp";

    public static void AddAssistants(this IServiceCollection services)
    {
        services.AddSingleton<CatalogueSearch>();
        services.AddMcpServer(o => o.ServerInfo = new() { Name = "undelivered", Version = typeof(Catalogue).Assembly.GetName().Version!.ToString(3) })
            .WithHttpTransport(o => o.Stateless = true)
            .WithTools<DiagnosisTools>();
    }

    public static void MapAssistants(this WebApplication app) => app.MapMcp(Path).RequireRateLimiting(Operations.RateLimits.Policy);
}
