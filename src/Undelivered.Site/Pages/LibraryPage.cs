using Undelivered.Site.Components;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>The library's front: search, and every speaker by what it is.</summary>
internal static class LibraryPage
{
    public static Page Of() => new()
    {
        Path = "/library",
        Title = "The library of failed email",
        Description = "Every error that the library explains, by who says it: mailbox hosts, sending providers, mail servers, filters, block lists, programs and libraries.",
        Body = p => p.Write($"""
            <h1>The library</h1><p class="lead">{p.Library.Entries.Count} errors, each with what it means and what to do. Look by who says it, by <a href="{p.To("/codes")}">code</a> or by <a href="{p.To("/causes")}">cause</a>.</p>
            {SearchForm.Of(p, "find", isBig: true)}
            {SpeakerGrid.Of(p)}
            """),
    };
}
