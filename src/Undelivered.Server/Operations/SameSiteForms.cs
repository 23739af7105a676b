using Undelivered.Server.Pages;
using Undelivered.Site.Pages;

namespace Undelivered.Server.Operations;

/// <summary>Takes what pages send from these pages only: another site can neither stuff a box here nor ride on a session.</summary>
internal static class SameSiteForms
{
    // Programs speak to these; they have no cookie to ride on.
    private static readonly PathString[] ForPrograms = [Api.ApiEndpoints.Root, Assistants.AssistantEndpoints.Path];

    public static void UseSameSiteForms(this WebApplication app) => app.Use((context, next) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || ForPrograms.Any(p => context.Request.Path.StartsWithSegments(p)) || IsFromHere(context)
            ? next(context)
            : context.RequestServices.GetRequiredService<PageWriter>().SendOnce(context, NoticePage.Refused("That did not arrive", "The form was sent from another site."), StatusCodes.Status403Forbidden));

    /// <summary>Browsers say where a form comes from; what says nothing is no browser.</summary>
    private static bool IsFromHere(HttpContext context)
    {
        // Sent to https and loopback addresses, and it holds behind a proxy that changes the host.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }

        if (context.Request.Headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            return true;
        }

        var own = context.RequestServices.GetRequiredService<IConfiguration>()["Site:Address"];
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (string.Equals(from.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || (Uri.TryCreate(own, UriKind.Absolute, out var outside) && from.Authority == outside.Authority));
    }
}
