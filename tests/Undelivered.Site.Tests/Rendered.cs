using System.Text;
using System.Text.RegularExpressions;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Tests;

/// <summary>Pages as text, and the little that the tests have to read out of them.</summary>
internal static partial class Rendered
{
    public static WebLibrary Web { get; } = new(Catalogue.Default);

    public static PageRenderer Renderer { get; } = new(Web);

    public static string Html(Func<PageContext, Html> write)
    {
        using var buffer = new PageBuffer();
        write(new PageContext(buffer, Web, Links.OfServer));
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    public static string OfServer(Page page)
    {
        using var buffer = new PageBuffer();
        Renderer.Render(page, buffer);
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    /// <summary>The value of every attribute of that name, decoded.</summary>
    public static IEnumerable<string> Attributes(string html, string name) => Attribute().Matches(html)
        .Where(m => m.Groups[1].Value == name).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[2].Value));

    [GeneratedRegex("(?<=\\s)([a-z-]+)=\"([^\"]*)\"")]
    private static partial Regex Attribute();
}
