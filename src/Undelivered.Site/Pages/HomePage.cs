using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>The first page: the box, and below it what people ask about most.</summary>
public static class HomePage
{
    // Each is the first example of an entry, so that it is a real error and has a right answer.
    private static readonly (string Label, string Entry)[] Tried =
        [("Gmail", "gmail.dmarc-policy"), ("Mailgun", "mailgun.domain-unverified"), ("Microsoft 365", "exchange-online.nonexistent-domain-legacy"), ("Spamhaus", "spamhaus.listed"), ("Nodemailer", "nodemailer.econnrefused")];

    /// <summary>The page, with or without an answer.</summary>
    public static Page Of(string text = "", string? provider = null, Explanation? explanation = null) => new()
    {
        Path = "/",
        Title = explanation is { Answers: [{ Diagnosis: var d }, ..] } ? d.Title : "Undelivered: failed email, explained",
        Description = "Paste an error from a failed email and read what happened, whose problem it is, what to do, whether to send again, and whether to stop sending to the address.",
        IsPublic = explanation is null,
        Layout = explanation is null ? "home" : "home answered",
        Body = p => p.IsStatic ? StaticBody(p) : Body(p, text, provider, explanation),
    };

    private static Html Body(PageContext p, string text, string? provider, Explanation? explanation) => p.Write($"""
        <div class="hero"><h1>Why did my email fail?</h1><p>Paste what came back. Read what it means, whose problem it is, and what to do now.</p></div>
        {ExplainForm.Of(p, text, provider)}
        <p id="status" role="status" class="status"></p>
        <section id="answer" aria-label="The answer">{p.If(explanation is not null, $"{ExplanationView.Of(p, explanation!)}")}</section>
        {ShareDialog(p)}
        <div class="below">{Examples(p)}{Doors(p)}</div>
        """);

    private static Html StaticBody(PageContext p) => p.Write($"""
        <div class="hero"><h1>Failed email, explained</h1><p>What the error behind a failed message means, whose problem it is, and what to do now.</p>{SearchForm.Of(p, "find", isBig: true)}
        <p class="hint">This is the library as plain files. To have a pasted error explained, install the command (<code>dotnet tool install Undelivered.Tool</code>, then <code>undelivered explain</code>) or run the server.</p></div>
        <div class="below">{Doors(p)}</div>
        """);

    private static Html Examples(PageContext p) => p.Write($"""
        <div class="tries js" role="group" aria-label="Try an example"><span>Try one:</span>{p.Each(Tried, t => Example(p, t.Label, p.Library.Catalogue.FindEntry(t.Entry)))}</div>
        """);

    private static Html Doors(PageContext p) => p.Write($"""
        <div class="doors"><section><h2><a href="{p.To("/library")}">By who says it</a></h2><p>{p.Library.Speakers.Count} mailbox hosts, providers, servers, filters and programs, and what each of them says.</p></section>
        <section><h2><a href="{p.To("/codes")}">By code</a></h2><p><a href="{p.To("/codes/550")}"><code>550</code></a> <a href="{p.To("/codes/5.7.26")}"><code>5.7.26</code></a> <a href="{p.To("/codes/421")}"><code>421</code></a> <a href="{p.To("/codes/0x800CCC0F")}"><code>0x800CCC0F</code></a> and {p.Library.Codes.Names.Count - 4} more.</p></section>
        <section><h2><a href="{p.To("/causes")}">By cause</a></h2><p>{p.Library.Causes.Count} reasons for which mail fails, whoever words them.</p></section>
        <section><h2><a href="{p.To("/guides")}">Guides</a></h2><p>Step by step, where one answer is not enough.</p></section></div>
        """);

    private static Html Example(PageContext p, string label, Entry? entry) =>
        p.If(entry?.Examples.Count > 0, $"""<button type="button" data-try="{entry!.Examples[0].Text}">{label}</button>""");

    private static Html ShareDialog(PageContext p) => p.Write($"""
        <dialog id="share" aria-labelledby="share-title"><form method="dialog"><h2 id="share-title">Share this answer</h2>
        <p>The link carries the text in its last part, which browsers do not send to any server. Whoever has the link can read it.</p>
        <label for="share-text">The text that the link carries</label><textarea id="share-text" rows="6" spellcheck="false"></textarea>
        <p class="bar"><button type="button" data-mask>Mask personal data</button><label class="quiet"><input type="checkbox" id="share-ips"> IP addresses too</label></p>
        <p id="share-status" role="status" class="status"></p>
        <p class="bar"><button type="button" class="primary" data-copy-link>Copy the link</button><button>Close</button></p></form></dialog>
        """);
}
