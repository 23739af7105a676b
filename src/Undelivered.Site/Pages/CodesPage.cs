using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Every code.</summary>
internal static class CodesPage
{
    private static readonly CodeKind[] Order = [CodeKind.Reply, CodeKind.Enhanced, CodeKind.Windows, CodeKind.Http];

    public static Page Of() => new()
    {
        Path = "/codes",
        Title = "Email error codes",
        Description = "Every SMTP reply code, enhanced status code, Windows error number and HTTP status that the library explains.",
        Body = p => p.Write($"""
            <h1>Codes</h1><p class="lead">A code says little by itself: the words beside it decide. Here is what each can mean.</p>
            {SearchForm.Of(p, "find", isBig: true)}
            {p.Each(Order, kind => p.Write($"""
            <section class="group"><h2>{CodeWords.Of(kind)}</h2>{p.Each(p.Library.Codes.Names.Where(c => c.Kind == kind).GroupBy(Part).OrderBy(g => g.Key), g => p.Write($"""
            {p.If(kind == CodeKind.Enhanced, $"<h3>{g.First().Enhanced.Class}.{g.First().Enhanced.Subject} <small>{CodeWords.Of(g.First())}</small></h3>")}<ul class="codes">{p.Each(g, c => p.Write($"""<li><a href="{p.To(c.Path)}">{c.Text}</a></li>"""))}</ul>

            """))}</section>
            """))}
            """),
    };

    // Failures first: nobody looks for 250.
    private static int Part(CodeName code) => code.Kind switch
    {
        CodeKind.Enhanced => ((9 - code.Enhanced.Class) * 1000) + code.Enhanced.Subject,
        CodeKind.Reply => 9 - (code.Status / 100),
        _ => 0,
    };
}
