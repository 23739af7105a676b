using System.Text;
using System.Xml;
using Undelivered.Site.Export;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Rendering;

namespace Undelivered.Server.Pages;

/// <summary>What pages and search engines ask for beside the pages.</summary>
internal static class PageFileEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPageFiles(this WebApplication app)
    {
        app.MapMethods("/assets/{**name}", Reading, SendAsset).ExcludeFromDescription();
        app.MapMethods("/favicon.ico", Reading, c => { c.Response.Redirect(Asset.Named("icon.svg").Path); return Task.CompletedTask; }).ExcludeFromDescription();
        foreach (var download in Download.All)
        {
            app.MapMethods(download.Path, Reading, c => SendDownload(c, download)).ExcludeFromDescription();
        }

        app.MapMethods("/robots.txt", Reading, c => Send(c, "text/plain; charset=utf-8", $"User-agent: *\nDisallow: /explain\nDisallow: /search\nDisallow: /feedback\nDisallow: /api/\n\nSitemap: {Origin(c)}/sitemap.xml\n")).ExcludeFromDescription();
        app.MapMethods("/sitemap.xml", Reading, c => Send(c, "application/xml; charset=utf-8", Sitemap(c))).ExcludeFromDescription();
        app.MapMethods("/opensearch.xml", Reading, c => Send(c, "application/opensearchdescription+xml; charset=utf-8", OpenSearch(c))).ExcludeFromDescription();
    }

    private static async Task SendAsset(HttpContext context)
    {
        if (Asset.At(context.Request.Path.Value ?? "") is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await Send(context, asset.ContentType, asset.Bytes);
    }

    private static Task SendDownload(HttpContext context, Download download)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{download.File}\"";
        return Send(context, download.ContentType, context.RequestServices.GetRequiredService<DownloadFiles>().Content(download));
    }

    private static string Sitemap(HttpContext context)
    {
        var origin = Origin(context);
        return Xml(xml =>
        {
            xml.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var path in SiteMap.Paths(context.RequestServices.GetRequiredService<WebLibrary>()).Prepend("/"))
            {
                xml.WriteStartElement("url");
                xml.WriteElementString("loc", origin + path);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    private static string OpenSearch(HttpContext context)
    {
        const string space = "http://a9.com/-/spec/opensearch/1.1/";
        return Xml(xml =>
        {
            xml.WriteStartElement("OpenSearchDescription", space);
            xml.WriteElementString("ShortName", space, "Undelivered");
            xml.WriteElementString("Description", space, "Failed email, explained");
            xml.WriteElementString("InputEncoding", space, "UTF-8");
            xml.WriteStartElement("Url", space);
            xml.WriteAttributeString("type", "text/html");
            xml.WriteAttributeString("template", Origin(context) + "/search?q={searchTerms}");
            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }

    private static string Xml(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            write(xml);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The address that these pages have outside: <c>Site:Address</c> of the configuration, else the one that was asked.</summary>
    internal static string Origin(HttpContext context) =>
        context.RequestServices.GetRequiredService<IConfiguration>()["Site:Address"]?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";

    private static Task Send(HttpContext context, string type, string text)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Send(context, type, Encoding.UTF8.GetBytes(text));
    }

    private static async Task Send(HttpContext context, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
