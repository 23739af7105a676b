using Undelivered.Site.Components;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>The reasons for which mail fails.</summary>
internal static class CausesPage
{
    public static Page Of() => new()
    {
        Path = "/causes",
        Title = "Why email fails: every cause",
        Description = "The reasons for which email fails, whoever words them: the recipient, the domain, the connection, authentication, reputation, rate, policy, content, the account.",
        Body = p => p.Write($"""
            <h1>Causes</h1><p class="lead">{p.Library.Causes.Count} reasons for which mail fails, whoever words them. The errors differ; what to do is much the same.</p>
            {p.Each(p.Library.Causes.GroupBy(c => c.Id.Split('.')[0]), g => p.Write($"""
            <section class="group"><h2>{Area(g.Key)}</h2><ul class="causes">{p.Each(g, c => Item(p, c))}</ul></section>

            """))}
            """),
    };

    private static Html Item(PageContext p, Cause cause) => p.Write($"""
        <li class="{VerdictStrip.Tone(cause.Permanence)}"><a href="{p.To("/causes/" + cause.Id)}">{cause.Title}</a> <code>{cause.Id}</code> <span>{p.Library.EntriesOfCause(cause.Id).Count()}</span></li>

        """);

    private static string Area(string area) => area switch
    {
        "recipient" => "The recipient",
        "domain" => "The recipient's domain",
        "transport" => "The way there",
        "authentication" => "Proof of who sends",
        "sender" => "The sender's address",
        "reputation" => "Reputation",
        "rate" => "Pace",
        "policy" => "Rules of the receiver",
        "content" => "The message itself",
        "account" => "The sending account",
        "request" => "How the message is handed over",
        "provider" => "The provider",
        "client" => "The computer",
        "info" => "No failure",
        _ => "Not known",
    };
}
