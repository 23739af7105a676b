using Undelivered.Site.Components;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Who says things, with a word about each.</summary>
internal static class SpeakersPage
{
    public static Page Of() => new()
    {
        Path = "/speakers",
        Title = "Who writes failure texts",
        Description = "Every mailbox host, provider, mail server, filter, block list, program and library whose errors the library explains.",
        Body = p => p.Write($"""
            <h1>Speakers</h1><p class="lead">Whoever wrote the error is its speaker. A text may be wrapped: what counts is who stands furthest inside.</p>
            <dl class="about">{p.Each(p.Library.Speakers.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase), s => p.Write($"""
            <dt><a href="{p.To("/speakers/" + s.Id)}">{s.Name}</a></dt><dd>{s.About.Trim()}</dd>

            """))}</dl>
            """),
    };
}
