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
        app.MapPost("/feedback", Take).ExcludeFromDescription();
        app.MapGet("/feedback", c => Writer(c).SendOnce(c, NoticePage.Thanks)).ExcludeFromDescription();
    }

    private static async Task Take(HttpContext context)
    {
        if (IsFromElsewhere(context.Request))
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "The form was sent from another site.");
        }
        else if (await RequestBody.ReadForm(context, LongestForm) is not { } form || Read(context, form) is not { } feedback)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "Something in the form cannot be read. Choose Yes, or No with at least one reason.");
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

    // There is no session to ride on; this keeps other sites from stuffing the box all the same.
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    private static Task Refuse(HttpContext context, int status, string reason) => Writer(context).SendOnce(context, NoticePage.Refused("That did not arrive", reason), status);

    private static PageWriter Writer(HttpContext context) => context.RequestServices.GetRequiredService<PageWriter>();
}
