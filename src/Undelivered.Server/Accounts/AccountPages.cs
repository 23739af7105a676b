using Undelivered.Site.Rendering;

namespace Undelivered.Server.Accounts;

/// <summary>The forms of accounts.</summary>
internal static class AccountPages
{
    public static Page SetUp(FormToken token, string secret, string name = "", string? fault = null) => Of(AccountPaths.SetUp, "Look after this server", p => p.Write($"""
        <h1>Look after this server</h1><p class="lead">Make its administrator's account. It reads what readers say of the answers; reading the library needs no account.</p>
        {Fault(p, fault)}
        <form class="account" method="post" action="{AccountPaths.SetUp}">{Hidden(p, token)}<input type="hidden" name="token" value="{secret}">
        <label for="name">Name</label><input id="name" name="name" value="{name}" required maxlength="{Administrator.MaxName}" autocomplete="username" autocapitalize="none" spellcheck="false">
        <label for="password">Password</label><input id="password" name="password" type="password" required minlength="{AccountService.ShortestPassword}" maxlength="{AccountService.LongestPassword}" autocomplete="new-password" aria-describedby="hint">
        <p id="hint" class="hint">{AccountService.ShortestPassword} characters or more; a few words in a row do well.</p>
        <button class="primary">Make the account</button></form>
        """));

    public static Page SignIn(FormToken token, string returnUrl, string name = "", string? fault = null) => Of(AccountPaths.SignIn, "Sign in", p => p.Write($"""
        <h1>Sign in</h1><p class="lead">For those who look after this server. Reading needs no account.</p>
        {Fault(p, fault)}
        <form class="account" method="post" action="{AccountPaths.SignIn}">{Hidden(p, token)}<input type="hidden" name="returnUrl" value="{returnUrl}">
        <label for="name">Name</label><input id="name" name="name" value="{name}" required maxlength="{Administrator.MaxName}" autocomplete="username" autocapitalize="none" spellcheck="false">
        <label for="password">Password</label><input id="password" name="password" type="password" required maxlength="{AccountService.LongestPassword}" autocomplete="current-password">
        <button class="primary">Sign in</button></form>
        """));

    /// <summary>The token of a form, that shows that it came from here.</summary>
    public static Html Hidden(PageContext p, FormToken token) => p.Write($"""<input type="hidden" name="{token.Field}" value="{token.Value}">""");

    private static Html Fault(PageContext p, string? fault) => p.If(fault is not null, $"""<p class="note" role="alert">{fault}</p>""");

    private static Page Of(string path, string title, Func<PageContext, Html> body) => new()
    {
        Path = path,
        Title = title,
        Description = title,
        IsPublic = false,
        Layout = "text",
        Body = body,
    };
}

/// <summary>What a form carries against forgery (OWASP ASVS 3.5).</summary>
internal readonly record struct FormToken(string Field, string Value);
