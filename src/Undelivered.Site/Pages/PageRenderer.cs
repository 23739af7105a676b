using System.Buffers;
using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Turns pages into bytes.</summary>
public sealed class PageRenderer(WebLibrary library)
{
    /// <summary>What the pages are about.</summary>
    public WebLibrary Library => library;

    /// <summary>Writes a page as the server shows it.</summary>
    public void Render(Page page, IBufferWriter<byte> output) => Layout.Write(new PageContext(output, library, Links.OfServer), page);

    /// <summary>Writes a page as a file of the static site.</summary>
    public void RenderFile(Page page, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(page);
        Layout.Write(new PageContext(output, library, Links.OfFile(page.Path)), page);
    }

    /// <summary>Writes answers alone, to be put into a page that is there already.</summary>
    public void RenderFragment(Explanation explanation, IBufferWriter<byte> output) => ExplanationView.Of(new PageContext(output, library, Links.OfServer), explanation);
}
