using Microsoft.Net.Http.Headers;
using Undelivered.Site.Pages;
using Undelivered.Site.Rendering;

namespace Undelivered.Server.Pages;

/// <summary>Sends pages.</summary>
internal sealed class PageWriter(PageRenderer renderer)
{
    private const string Html = "text/html; charset=utf-8";

    // What a page of the library shows changes with the catalogue and with the program only.
    private readonly EntityTagHeaderValue _tag = new($"\"{renderer.Library.Catalogue.Version}-{renderer.Library.Entries.Count}-{Version(typeof(PageRenderer))}{Version(typeof(PageWriter))}\"", isWeak: true);

    /// <summary>Sends a page of the library, which browsers may keep for a while.</summary>
    public Task SendKept(HttpContext context, Page page)
    {
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = _tag;
        headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromMinutes(5) };
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(_tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return Write(context, page, StatusCodes.Status200OK);
    }

    /// <summary>Sends a page that is for the asker alone.</summary>
    public Task SendOnce(HttpContext context, Page page, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Write(context, page, status);
    }

    /// <summary>Sends answers without a page around them.</summary>
    public async Task SendFragment(HttpContext context, Site.Components.Explanation explanation)
    {
        context.Response.Headers.CacheControl = "no-store";
        using var buffer = new PageBuffer();
        renderer.RenderFragment(explanation, buffer);
        await Send(context, buffer, StatusCodes.Status200OK);
    }

    private static string Version(Type type) => type.Module.ModuleVersionId.ToString("N")[..8];

    private async Task Write(HttpContext context, Page page, int status)
    {
        using var buffer = new PageBuffer();
        renderer.Render(page, buffer);
        await Send(context, buffer, status);
    }

    private static async Task Send(HttpContext context, PageBuffer buffer, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Html;
        context.Response.ContentLength = buffer.Written.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(buffer.Written, context.RequestAborted);
        }
    }
}
