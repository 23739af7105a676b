using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Undelivered.Server.Accounts;

/// <summary>How administrators sign in: a session cookie; what it is encrypted with lies in the data folder.</summary>
internal static class AccountSetup
{
    /// <summary>The policy of what only administrators may see or do.</summary>
    public const string Policy = "administrator";

    private const string StampClaim = "stamp";
    private const int HashRounds = 600_000;

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<AccountService>();
        services.AddSingleton<IPasswordHasher<Administrator>, PasswordHasher<Administrator>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashRounds);
        services.AddDataProtection().SetApplicationName("undelivered");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<IOptions<ServerOptions>, ILoggerFactory>((keys, options, logs) =>
            keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(options.Value.DataFolder("keys"), logs));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "undelivered-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "undelivered-session";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = TimeSpan.FromHours(8);
            o.SlidingExpiration = true;
            o.CookieManager = new AccountCookies();
            o.Events.OnRedirectToLogin = o.Events.OnRedirectToAccessDenied = SendToSignIn;
            o.Events.OnValidatePrincipal = Validate;
        });
        services.AddAuthorizationBuilder().AddPolicy(Policy, p => p.RequireAuthenticatedUser());
    }

    public static Task SignInAsync(HttpContext context, Administrator administrator) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, administrator.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, administrator.Name),
            new(StampClaim, administrator.Stamp),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme)));

    private static Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        context.Response.Redirect(AccountPaths.SignInFor(request.Path + request.QueryString));
        return Task.CompletedTask;
    }

    /// <summary>A session ends with the password it began with.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountService>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = context.Principal?.FindFirstValue(StampClaim);
        if (!int.TryParse(id, CultureInfo.InvariantCulture, out var number) || stamp is null || !await accounts.HoldsAsync(number, stamp, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }
}
