using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Undelivered.Site.Rendering;

/// <summary>A file that pages refer to, under a name that changes with its content, so that it may be kept for ever.</summary>
public sealed class Asset
{
    private static readonly Lazy<FrozenDictionary<string, Asset>> Known = new(() => typeof(Asset).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("assets/", StringComparison.Ordinal)).Select(Load).ToFrozenDictionary(a => a.Name));

    private Asset(string name, byte[] bytes)
    {
        Name = name;
        Bytes = bytes;
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 5));
        var dot = name.LastIndexOf('.');
        Path = $"/assets/{name[..dot]}.{Hash}{name[dot..]}";
        ContentType = name[dot..] switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".json" => "application/schema+json",
            _ => "application/octet-stream",
        };
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Asset> All => Known.Value.Values;

    /// <summary>Its name without the hash.</summary>
    public string Name { get; }

    /// <summary>Its path with the hash.</summary>
    public string Path { get; }

    /// <summary>The beginning of its SHA-256.</summary>
    public string Hash { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    /// <summary>Its content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The asset of that name.</summary>
    public static Asset Named(string name) => Known.Value[name];

    /// <summary>The asset at that path, or null.</summary>
    public static Asset? At(string path) => All.FirstOrDefault(a => a.Path == path);

    private static Asset Load(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset(resource["assets/".Length..], bytes);
    }
}
