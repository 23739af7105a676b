namespace Undelivered.Site.Rendering;

/// <summary>Turns a page's path (<c>/e/gmail.dmarc-policy</c>) into the address under which another page reaches it.</summary>
/// <remarks>The server uses the paths as they are. The static site writes a file for each and links them relatively, so that it works from any folder.</remarks>
public sealed class Links
{
    private readonly string? _up;

    private Links(string? up) => _up = up;

    /// <summary>The addresses that the server answers.</summary>
    public static Links OfServer { get; } = new(null);

    /// <summary>The addresses that a page of the static site uses.</summary>
    /// <param name="path">That page's path.</param>
    public static Links OfFile(string path) => new(path == "/" ? "" : "../");

    /// <summary>Whether these are files, without a server behind them.</summary>
    public bool IsStatic => _up is not null;

    /// <summary>The address of a path, which may carry a fragment.</summary>
    public string To(string path)
    {
        if (_up is null)
        {
            return path;
        }

        var hash = path.IndexOf('#');
        return hash < 0 ? _up + FileOf(path) : string.Concat(_up, FileOf(path[..hash]), path[hash..]);
    }

    /// <summary>The file, below the static site's folder, that holds a page: <c>e/gmail.dmarc-policy.html</c>; a path that names a file stays.</summary>
    public static string FileOf(string path) => path switch
    {
        "/" => "index.html",
        _ when path.StartsWith("/assets/", StringComparison.Ordinal) || path.StartsWith("/downloads/", StringComparison.Ordinal) => path[1..],
        _ => path.IndexOf('/', 1) < 0 ? path[1..] + "/index.html" : path[1..] + ".html",
    };
}
