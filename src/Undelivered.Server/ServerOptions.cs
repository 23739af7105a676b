namespace Undelivered.Server;

/// <summary>What an operator can set: the section <c>Undelivered</c> of appsettings.json, or <c>--Undelivered:Name=value</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Undelivered";

    /// <summary>The folder that holds the database and the keys; made where it is missing.</summary>
    public string Data { get; set; } = "data";

    /// <summary>The largest body of a request, in bytes; a stream of failures may be longer, its lines may not.</summary>
    public int MaxBody { get; set; } = 8 * 1024 * 1024;

    /// <summary>The most failures in one batch.</summary>
    public int MaxBatch { get; set; } = 1000;

    /// <summary>How many requests one client may make to the API within a minute; 0 for any number.</summary>
    public int RequestsPerMinute { get; set; } = 6000;

    /// <summary>Where traces and metrics go by OTLP, such as <c>http://127.0.0.1:4317</c>; nowhere if it is not set.</summary>
    public string? Otlp { get; set; }

    /// <summary>Makes the data folder, or one below it, for the server's own user alone.</summary>
    internal DirectoryInfo DataFolder(string below = "")
    {
        var path = Path.Combine(Data, below);
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
