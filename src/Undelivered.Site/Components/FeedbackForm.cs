using Undelivered.Site.Rendering;

namespace Undelivered.Site.Components;

/// <summary>Asks whether a page has helped, and if not, why not.</summary>
public static class FeedbackForm
{
    /// <summary>The longest comment.</summary>
    public const int LongestComment = 1000;

    /// <summary>The reasons that can be given, by the value that is sent.</summary>
    public static IReadOnlyList<(string Value, string Label)> Reasons { get; } =
    [
        ("need-more", "Need more information"),
        ("difficult", "Difficult to understand"),
        ("inaccurate", "Inaccurate or irrelevant"),
        ("broken-link", "Missing or broken link"),
    ];

    internal static Html Of(PageContext p, string about)
    {
        var id = p.NextId();
        return p.If(!p.IsStatic, $"""
            <form class="feedback" method="post" action="/feedback" aria-label="Was this helpful?">
            <input type="hidden" name="entry" value="{about}">
            <p>Was this helpful?</p> <button name="helpful" value="yes">Yes</button>
            <details><summary>No</summary>
            <fieldset><legend>What is wrong with it? Choose at least one.</legend>{p.Each(Reasons, r => p.Write($"""<label><input type="checkbox" name="reason" value="{r.Value}"> {r.Label}</label>"""))}</fieldset>
            <label for="c{id}">Your comment <small>no names or addresses, please; {LongestComment} characters</small></label>
            <textarea id="c{id}" name="comment" rows="3" maxlength="{LongestComment}"></textarea>
            <button name="helpful" value="no">Send</button>
            </details></form>
            """);
    }
}
