using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>The glossary, an anchor for each term.</summary>
internal static class GlossaryPage
{
    public static Page Of() => new()
    {
        Path = "/glossary",
        Title = "Glossary of email delivery",
        Description = "The words of email delivery in plain words: SPF, DKIM, DMARC, bounce, greylisting, MX record, envelope sender and more.",
        Body = p => p.Write($"""
            <h1>Glossary</h1><p class="lead">{p.Library.Terms.Count} words of the field, in plain words.</p>
            <nav class="letters" aria-label="Letters"><ul>{p.Each(p.Library.Terms.GroupBy(Letter), g => p.Write($"""<li><a href="#{g.First().Id}">{g.Key}</a></li>"""))}</ul></nav>
            <dl class="glossary">{p.Each(p.Library.Terms, t => Term(p, t))}</dl>
            """),
    };

    private static string Letter(Term term) => char.IsAsciiLetter(term.Name[0]) ? term.Name[..1].ToUpperInvariant() : "#";

    private static Html Term(PageContext p, Term term)
    {
        var see = term.See.Select(p.Library.Catalogue.FindTerm).OfType<Term>().ToArray();
        return p.Write($"""
            <div id="{term.Id}"><dt><a href="#{term.Id}">{term.Name}</a></dt><dd>{term.Definition.Trim()}{p.If(see.Length > 0, $" <span>See {p.Each(see, s => p.Write($"""<a href="#{s.Id}">{s.Name}</a> """))}</span>")}</dd></div>

            """);
    }
}
