using System.Buffers;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Export;

/// <summary>How far the writing of a site has come.</summary>
/// <param name="Written">How many files are written.</param>
/// <param name="Total">How many there will be.</param>
public readonly record struct SiteProgress(int Written, int Total);

/// <summary>Writes the whole library as a static site: relative links, no server, no JavaScript needed.</summary>
public static class SiteWriter
{
    private const string Index = "assets/search-index.js";

    /// <summary>Whether a folder holds a site that was written before.</summary>
    public static bool IsSite(string folder) => File.Exists(Path.Combine(folder, "index.html")) && File.Exists(Path.Combine(folder, Index));

    /// <summary>Writes the site. What is in the folder already and has another name stays.</summary>
    /// <param name="catalogue">What to write.</param>
    /// <param name="folder">Where to; it is made if it is missing.</param>
    /// <param name="progress">Is told after each file.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static int Write(Catalogue catalogue, string folder, IProgress<SiteProgress>? progress = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var library = new WebLibrary(catalogue);
        var renderer = new PageRenderer(library);
        Page[] special = [HomePage.Of(), SearchPage.Of(new SearchFinds { Query = "" })];
        var paths = SiteMap.Paths(library).ToArray();
        var total = special.Length + paths.Length + Asset.All.Count + Download.All.Count + 1;
        var written = 0;
        var folders = new HashSet<string>(StringComparer.Ordinal);

        foreach (var page in special.Concat(paths.Select(p => SiteMap.Find(library, p)!)))
        {
            using var buffer = new PageBuffer();
            renderer.RenderFile(page, buffer);
            Put(Links.FileOf(page.Path), s => s.Write(buffer.Written.Span));
        }

        foreach (var asset in Asset.All)
        {
            Put(Links.FileOf(asset.Path), s => s.Write(asset.Bytes.Span));
        }

        foreach (var download in Download.All)
        {
            Put(Links.FileOf(download.Path), s => download.Write(catalogue, s));
        }

        Put(Index, s => SearchIndex.Write(library, s));
        return written;

        void Put(string file, Action<Stream> write)
        {
            var path = Path.Combine(folder, file.Replace('/', Path.DirectorySeparatorChar));
            if (Path.GetDirectoryName(path) is { } parent && folders.Add(parent))
            {
                Directory.CreateDirectory(parent);
            }

            using (var stream = File.Create(path))
            {
                write(stream);
            }

            progress?.Report(new SiteProgress(++written, total));
        }
    }
}
