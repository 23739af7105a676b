using Undelivered.Server.Pages.Feedback;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;

namespace Undelivered.Server.Pages;

/// <summary>The pages that people read: docs/web.md.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPages(this WebApplication app)
    {
        app.MapMethods("/", Reading, Home).ExcludeFromDescription();
        app.MapMethods("/search", Reading, Search).ExcludeFromDescription();
        app.MapExplaining();
        app.MapFeedback();
        app.MapPageFiles();
        app.MapFallback("{**path}", Other).ExcludeFromDescription();
    }

    private static Task Home(HttpContext context) => Writer(context).SendKept(context, HomePage.Of());

    private static Task Search(HttpContext context)
    {
        var finds = context.RequestServices.GetRequiredService<LibrarySearch>().Find(context.Request.Query["q"]);
        return Writer(context).SendKept(context, SearchPage.Of(finds));
    }

    /// <summary>The library, what has moved, and what is not there.</summary>
    private static Task Other(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        var settled = path == "/explain" ? "/" : path.Length > 1 ? path.TrimEnd('/') : path;
        var page = SiteMap.Find(context.RequestServices.GetRequiredService<WebLibrary>(), settled);
        if (page is null && settled != "/")
        {
            return Writer(context).SendOnce(context, NoticePage.NotFound, StatusCodes.Status404NotFound);
        }

        if ((page?.Path ?? settled) != path)
        {
            context.Response.Redirect(page?.Path ?? settled, permanent: page is not null);
            return Task.CompletedTask;
        }

        return Writer(context).SendKept(context, page!);
    }

    private static PageWriter Writer(HttpContext context) => context.RequestServices.GetRequiredService<PageWriter>();
}
