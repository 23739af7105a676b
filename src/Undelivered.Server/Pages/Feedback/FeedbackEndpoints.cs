using Undelivered.Server.Operations;
using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;

namespace Undelivered.Server.Pages.Feedback;

/// <summary>Takes 'Was this helpful?'.</summary>
internal static class FeedbackEndpoints
{
    private const int LongestForm = 32 * 1024;

    public static void MapFeedback(this WebApplication app)
    {
        app.MapPost("/feedback", Take).RequireRateLimiting(RateLimits.Forms).ExcludeFromDescription();
        app.MapGet("/feedback", c => Writer(c).SendOnce(c, NoticePage.Thanks)).ExcludeFromDescription();
    }

    private static async Task Take(HttpContext context)
    {
        if (await RequestBody.ReadForm(context, LongestForm) is not { } form || Read(context, form) is not { } feedback)
        {
            await Writer(context).SendOnce(context, NoticePage.Refused("That did not arrive", "Something in the form cannot be read. Choose Yes, or No with at least one reason."), StatusCodes.Status400BadRequest);
        }
        else
        {
            await context.RequestServices.GetRequiredService<IFeedbackStore>().Add(feedback, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/feedback";
        }
    }

    private static PageFeedback? Read(HttpContext context, IFormCollection form)
    {
        var entry = form["entry"].ToString();
        var reasons = form["reason"].OfType<string>().Distinct().ToArray();
        var comment = form["comment"].ToString().Trim();
        bool? helpful = form["helpful"].ToString() switch { "yes" => true, "no" => false, _ => null };
        var isSound = helpful is not null && IsKnown(context.RequestServices.GetRequiredService<WebLibrary>(), entry)
            && comment.Length <= FeedbackForm.LongestComment && reasons.All(r => FeedbackForm.Reasons.Any(known => known.Value == r))
            && (helpful == true || reasons.Length > 0);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return isSound ? new PageFeedback(entry, helpful!.Value, helpful.Value ? [] : reasons, comment.Length == 0 ? null : comment, now) : null;
    }

    private static bool IsKnown(WebLibrary library, string entry) => entry == CauseId.Unknown || library.Catalogue.FindEntry(entry) is not null
        || library.Guides.Any(g => entry == "guide." + g.Id);

    private static PageWriter Writer(HttpContext context) => context.RequestServices.GetRequiredService<PageWriter>();
}
