using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Undelivered.Server.Operations;
using Undelivered.Server.Pages;
using Undelivered.Site.Pages;

namespace Undelivered.Server.Accounts;

/// <summary>Making the account, signing in and out, and what needs it.</summary>
internal static class AccountEndpoints
{
    private const int LongestForm = 16 * 1024;

    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet(AccountPaths.SetUp, ShowSetUp).ExcludeFromDescription();
        app.MapPost(AccountPaths.SetUp, SetUp).RequireRateLimiting(RateLimits.Secrets).ExcludeFromDescription();
        app.MapGet(AccountPaths.SignIn, ShowSignIn).ExcludeFromDescription();
        app.MapPost(AccountPaths.SignIn, SignIn).RequireRateLimiting(RateLimits.Secrets).ExcludeFromDescription();
        app.MapPost(AccountPaths.SignOut, SignOut).ExcludeFromDescription();
        app.MapGet(AccountPaths.Feedback, FeedbackReview.Show).RequireAuthorization(AccountSetup.Policy).ExcludeFromDescription();
    }

    /// <summary>A token for a form of this answer; sets its cookie.</summary>
    public static FormToken Token(HttpContext context)
    {
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return new FormToken(tokens.FormFieldName, tokens.RequestToken!);
    }

    private static async Task ShowSetUp(HttpContext context)
    {
        if (await Accounts(context).IsSetUpAsync(context.RequestAborted))
        {
            await SendIsSetUp(context);
            return;
        }

        await Writer(context).SendOnce(context, AccountPages.SetUp(Token(context), context.Request.Query["token"].ToString()));
    }

    private static async Task SetUp(HttpContext context)
    {
        if (await ReadForm(context) is not { } form)
        {
            return;
        }

        var (secret, name) = (form["token"].ToString(), form["name"].ToString());
        try
        {
            if (await Accounts(context).SetUpAsync(secret, name, form["password"].ToString(), context.RequestAborted) is { } administrator)
            {
                await AccountSetup.SignInAsync(context, administrator);
                GoTo(context, AccountPaths.Feedback);
            }
            else if (await Accounts(context).IsSetUpAsync(context.RequestAborted))
            {
                await SendIsSetUp(context);
            }
            else
            {
                await Writer(context).SendOnce(context, AccountPages.SetUp(Token(context), secret, name, "The address is not the one that the server has printed when it started. Copy it again, whole."), StatusCodes.Status403Forbidden);
            }
        }
        catch (ArgumentException fault)
        {
            await Writer(context).SendOnce(context, AccountPages.SetUp(Token(context), secret, name, fault.Message.Split(" (Parameter", 2)[0]), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Task ShowSignIn(HttpContext context) =>
        Writer(context).SendOnce(context, AccountPages.SignIn(Token(context), AccountPaths.Settle(context.Request.Query["returnUrl"])));

    private static async Task SignIn(HttpContext context)
    {
        if (await ReadForm(context) is not { } form)
        {
            return;
        }

        var (name, returnUrl) = (form["name"].ToString(), AccountPaths.Settle(form["returnUrl"]));
        if (await Accounts(context).FindAsync(name, form["password"].ToString(), context.RequestAborted) is { } administrator)
        {
            await AccountSetup.SignInAsync(context, administrator);
            GoTo(context, returnUrl);
        }
        else
        {
            await Writer(context).SendOnce(context, AccountPages.SignIn(Token(context), returnUrl, name, "There is no account of that name and password."), StatusCodes.Status403Forbidden);
        }
    }

    private static async Task SignOut(HttpContext context)
    {
        if (await ReadForm(context) is not null)
        {
            await context.SignOutAsync();
            GoTo(context, "/");
        }
    }

    /// <summary>The form; null where it cannot be read or was not made here: then that is answered already.</summary>
    private static async Task<IFormCollection?> ReadForm(HttpContext context)
    {
        var form = await RequestBody.ReadForm(context, LongestForm);
        if (form is not null && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            return form;
        }

        await Writer(context).SendOnce(context, NoticePage.Refused("That did not arrive", "The form was too old, or your browser takes no cookies from here. Open the page again and send it once more."), StatusCodes.Status400BadRequest);
        return null;
    }

    private static Task SendIsSetUp(HttpContext context) =>
        Writer(context).SendOnce(context, NoticePage.Refused("This server has its administrator", "The account was made before, and can be made once only. Whoever has it signs in at /sign-in."), StatusCodes.Status410Gone);

    private static void GoTo(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
    }

    private static AccountService Accounts(HttpContext context) => context.RequestServices.GetRequiredService<AccountService>();

    private static PageWriter Writer(HttpContext context) => context.RequestServices.GetRequiredService<PageWriter>();
}
