using Undelivered.Site.Components;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Pages that say one thing.</summary>
public static class NoticePage
{
    /// <summary>There is no such page.</summary>
    public static Page NotFound { get; } = Of("/404", "There is no such page", "The address may be mistyped, or the entry has another name now. Search for it:", p => SearchForm.Of(p, "find", isBig: true));

    /// <summary>Feedback has arrived.</summary>
    public static Page Thanks { get; } = Of("/feedback", "Thank you", "Your feedback has reached the keepers of the library.", p => p.Write($"""<p><a href="{p.To("/")}">Explain another error</a></p>"""));

    /// <summary>Something that was asked for cannot be done.</summary>
    public static Page Refused(string title, string reason) => Of("/", title, reason, p => p.Write($"""<p><a href="{p.To("/")}">Back to the box</a></p>"""));

    private static Page Of(string path, string title, string reason, Func<PageContext, Html> rest) => new()
    {
        Path = path,
        Title = title,
        Description = reason,
        IsPublic = false,
        Layout = "text",
        Body = p => p.Write($"""<h1>{title}</h1><p class="lead">{reason}</p>{rest(p)}"""),
    };
}
