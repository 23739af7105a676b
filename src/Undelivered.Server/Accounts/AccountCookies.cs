using Microsoft.AspNetCore.Authentication.Cookies;

namespace Undelivered.Server.Accounts;

/// <summary>Looks for the session's cookie only where an account matters, so that reading stays without cookies: none is asked for, renewed or taken away.</summary>
internal sealed class AccountCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => AccountPaths.Matters(context.Request.Path) ? _cookies.GetRequestCookie(context, key) : null;

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, key, value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, key, options);
}
