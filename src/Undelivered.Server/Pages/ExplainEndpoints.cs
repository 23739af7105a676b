using System.Globalization;
using System.Text;
using Undelivered.Server.Operations;
using Undelivered.Site.Pages;
using Undelivered.Site.Sharing;

namespace Undelivered.Server.Pages;

/// <summary>Explains what is pasted. Texts come in bodies only, so that no address and no log holds them.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplaining(this WebApplication app)
    {
        app.MapPost("/explain", Explain).RequireRateLimiting(RateLimits.Policy).ExcludeFromDescription();
        app.MapPost("/explain/fragment", Fragment).RequireRateLimiting(RateLimits.Policy).ExcludeFromDescription();
        app.MapPost("/explain/mask", Mask).RequireRateLimiting(RateLimits.Policy).ExcludeFromDescription();
    }

    /// <summary>The form, as a browser without script sends it.</summary>
    private static async Task Explain(HttpContext context)
    {
        var writer = context.RequestServices.GetRequiredService<PageWriter>();
        if (await RequestBody.ReadForm(context) is not { } form)
        {
            await writer.SendOnce(context, NoticePage.Refused("That is too much", "More than 5 MB cannot be explained at once. Give a part of it: the failure itself, or the last lines of the log."), StatusCodes.Status413PayloadTooLarge);
            return;
        }

        var reader = context.RequestServices.GetRequiredService<FailureReader>();
        var text = form["text"].ToString();
        var provider = form["provider"].ToString() is { Length: > 0 and < 100 } hint ? hint : null;
        if (form.Files is [{ Length: > 0 } file, ..])
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, context.RequestAborted);
            await writer.SendOnce(context, HomePage.Of("", provider, reader.Read(content.GetBuffer().AsMemory(0, (int)content.Length), provider, isFile: true)));
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/";
        }
        else
        {
            // The box shows no more than was looked at.
            var shown = text.Length <= Evidence.MaxTextLength ? text : text[..Evidence.MaxTextLength];
            await writer.SendOnce(context, HomePage.Of(shown, provider, reader.Read(Encoding.UTF8.GetBytes(text), provider)));
        }
    }

    /// <summary>The answers alone; the body is the text or the file.</summary>
    private static async Task Fragment(HttpContext context)
    {
        if (await RequestBody.Read(context) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var isFile = context.Request.ContentType?.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase) == true;
        var provider = context.Request.Query["provider"].ToString() is { Length: > 0 and < 100 } hint ? hint : null;
        var explanation = context.RequestServices.GetRequiredService<FailureReader>().Read(body, provider, isFile);
        await context.RequestServices.GetRequiredService<PageWriter>().SendFragment(context, explanation);
    }

    /// <summary>The text with personal data masked.</summary>
    private static async Task Mask(HttpContext context)
    {
        if (await RequestBody.Read(context) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var masked = context.RequestServices.GetRequiredService<PersonalData>().Mask(Encoding.UTF8.GetString(body), context.Request.Query["ips"] == "1");
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Masked"] = masked.Count.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(masked.Text, context.RequestAborted);
    }
}
