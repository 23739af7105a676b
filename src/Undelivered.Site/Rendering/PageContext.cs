using System.Buffers;
using Undelivered.Site.Library;

namespace Undelivered.Site.Rendering;

/// <summary>What the components of a page write to and link by.</summary>
public sealed class PageContext(IBufferWriter<byte> output, WebLibrary library, Links links) : HtmlWriter(output)
{
    private int _ids;

    /// <summary>What the pages are about.</summary>
    public WebLibrary Library => library;

    /// <summary>Whether there is no server behind the pages.</summary>
    public bool IsStatic => links.IsStatic;

    /// <summary>The address of a page.</summary>
    public string To(string path) => links.To(path);

    /// <summary>A number that no other element of the page bears.</summary>
    public int NextId() => ++_ids;
}
