namespace Undelivered.Server.Assistants;

/// <summary>The Model Context Protocol on standard input and output, for an assistant on this machine that starts the program itself.</summary>
internal static class StandardStreams
{
    /// <summary>Answers until the assistant closes its end.</summary>
    public static async Task RunAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);

        // Standard output belongs to the protocol.
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(Catalogue.Default);
        builder.Services.AddTools().WithStdioServerTransport();
        using var host = builder.Build();
        await host.RunAsync();
    }
}
