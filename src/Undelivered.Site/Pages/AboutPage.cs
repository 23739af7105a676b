using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>What this is, and what it does with what one pastes.</summary>
internal static class AboutPage
{
    public static Page Of() => new()
    {
        Path = "/about",
        Title = "About",
        Description = "What Undelivered is, how it reaches its answers, and what it does with what you paste: nothing.",
        Layout = "text",
        Body = p => p.Write($"""
            <h1>About Undelivered</h1>
            <p class="lead">Undelivered explains failed email. You give it the error; it says what happened, whose problem it is, what to do, whether to send again, and whether to stop sending to the address.</p>
            <h2>How an answer is reached</h2>
            <p>The text is compared with {p.Library.Entries.Count} entries of a <a href="{p.To("/library")}">library</a> kept by people, each with its sources and with examples that are tests. A code that one speaker alone uses counts most, then words and code together, then words, then the speaker's own list of codes, then the standards. Where one server quotes another, the innermost one counts. Every answer says by which of these it was reached and how sure it is. Where no entry knows the words, a small statistical model guesses the cause, and says so.</p>
            <h2>What happens to what you paste</h2>
            <p>It is sent to this server, explained in memory and forgotten: not stored, not logged, not given to anybody. A shared link carries the text behind the <code>#</code>, which browsers keep to themselves. There are no cookies and nothing is loaded from other hosts. Your browser alone remembers the steps that you tick (until you close the tab) and whether you like it dark.</p>
            <h2>Take it with you</h2>
            <p>The library can be <a href="{p.To("/downloads")}">downloaded</a>, and the program is free software (MIT): a command, a .NET library and this server.</p>
            """),
    };
}
