using System.Collections.Concurrent;
using Undelivered.Site.Export;

namespace Undelivered.Server.Pages;

/// <summary>The files to download, each made when it is first asked for.</summary>
internal sealed class DownloadFiles(Catalogue catalogue)
{
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> _made = new();

    public byte[] Content(Download download) => _made.GetOrAdd(download.File, _ => new(() =>
    {
        using var stream = new MemoryStream();
        download.Write(catalogue, stream);
        return stream.ToArray();
    })).Value;
}
