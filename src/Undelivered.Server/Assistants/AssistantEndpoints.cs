namespace Undelivered.Server.Assistants;

/// <summary>The Model Context Protocol, for assistants: by HTTP at /mcp, or on standard input and output with <c>--stdio</c>.</summary>
internal static class AssistantEndpoints
{
    public const string Path = "/mcp";

    public static void AddAssistants(this IServiceCollection services) => services.AddTools().WithHttpTransport(o => o.Stateless = true);

    /// <summary>What is the same however the assistant speaks to us.</summary>
    public static IMcpServerBuilder AddTools(this IServiceCollection services) => services
        .AddSingleton<CatalogueSearch>()
        .AddMcpServer(o => o.ServerInfo = new() { Name = "undelivered", Version = typeof(Catalogue).Assembly.GetName().Version!.ToString(3) })
        .WithTools<DiagnosisTools>();

    public static void MapAssistants(this WebApplication app) => app.MapMcp(Path).RequireRateLimiting(Operations.RateLimits.Policy);
}
