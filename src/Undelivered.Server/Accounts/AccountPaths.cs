using Microsoft.AspNetCore.Http.HttpResults;

namespace Undelivered.Server.Accounts;

/// <summary>Where accounts are made and used.</summary>
internal static class AccountPaths
{
    public const string SetUp = "/setup";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Maintain = "/maintain";
    public const string Feedback = Maintain + "/feedback";

    private static readonly PathString[] All = [SetUp, SignIn, SignOut, Maintain];

    /// <summary>Whether an address has to do with accounts.</summary>
    public static bool Matters(PathString path) => All.Any(p => path.StartsWithSegments(p));

    /// <summary>The page to sign in on, that leads on to another.</summary>
    public static string SignInFor(string returnUrl) => $"{SignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>Where to go after signing in: nowhere but on this site.</summary>
    public static string Settle(string? returnUrl) => RedirectHttpResult.IsLocalUrl(returnUrl) && !returnUrl.StartsWith('~') ? returnUrl : Feedback;
}
