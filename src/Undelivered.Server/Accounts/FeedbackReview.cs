using System.Globalization;
using Undelivered.Server.Pages;
using Undelivered.Server.Pages.Feedback;
using Undelivered.Site.Components;
using Undelivered.Site.Rendering;

namespace Undelivered.Server.Accounts;

/// <summary>What readers have said, for those who look after the library.</summary>
internal static class FeedbackReview
{
    private const int OnPage = 50;
    private const int MostEntries = 20;
    private const int LastPage = 1_000_000;

    public static async Task Show(HttpContext context)
    {
        var store = context.RequestServices.GetRequiredService<FeedbackInStore>();
        var number = int.TryParse(context.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, LastPage) : 1;
        var counts = await store.Count(MostEntries, context.RequestAborted);
        var notes = await store.Latest((number - 1) * OnPage, OnPage, context.RequestAborted);
        var token = AccountEndpoints.Token(context);
        await context.RequestServices.GetRequiredService<PageWriter>().SendOnce(context, new Page
        {
            Path = AccountPaths.Feedback,
            Title = "What readers say",
            Description = "What readers say of the answers",
            IsPublic = false,
            Body = p => p.Write($"""
                <h1>What readers say <small>{counts.All}</small></h1>
                {p.If(counts.All == 0, $"""<p class="lead">Nobody has said anything yet.</p>""")}
                {p.If(counts.Entries.Count > 0 && number == 1, $"""<section class="group"><h2>Most complaints</h2><table class="table"><thead><tr><th>Answer</th><th>Has not helped</th><th>Has helped</th></tr></thead><tbody>{p.Each(counts.Entries, e => p.Write($"<tr><td>{About(p, e.Entry)}</td><td>{e.NotHelpful}</td><td>{e.Helpful}</td></tr>"))}</tbody></table></section>""")}
                {p.If(notes.Count > 0, $"""<section class="group"><h2>Newest first</h2><table class="table"><thead><tr><th>When (UTC)</th><th>Answer</th><th>Helped</th><th>Why not, and in the reader's words</th></tr></thead><tbody>{p.Each(notes, n => Row(p, n))}</tbody></table></section>""")}
                <p>{p.If(number > 1, $"""<a href="{PageAt(number - 1)}" rel="prev">Newer</a> """)}{p.If(number * (long)OnPage < counts.All, $"""<a href="{PageAt(number + 1)}" rel="next">Older</a>""")}</p>
                <form method="post" action="{AccountPaths.SignOut}">{AccountPages.Hidden(p, token)}<button>Sign out</button></form>
                """),
        });
    }

    private static string PageAt(int number) => string.Create(CultureInfo.InvariantCulture, $"{AccountPaths.Feedback}?page={number}");

    private static Html Row(PageContext p, PageFeedback note) => p.Write($"""
        <tr><td>{note.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</td><td>{About(p, note.Entry)}</td><td>{(note.Helpful ? "yes" : "no")}</td><td>{string.Join("; ", note.Reasons.Select(Label))}{p.If(note.Comment is not null, $"<p>{note.Comment}</p>")}</td></tr>

        """);

    private static string Label(string reason) => FeedbackForm.Reasons.FirstOrDefault(r => r.Value == reason).Label ?? reason;

    private static Html About(PageContext p, string entry)
    {
        const string guide = "guide.";
        var path = entry.StartsWith(guide, StringComparison.Ordinal) ? "/guides/" + entry[guide.Length..] : p.Library.Catalogue.FindEntry(entry) is not null ? "/e/" + entry : null;
        return path is null ? p.Text(entry) : p.Write($"""<a href="{p.To(path)}">{entry}</a>""");
    }
}
