using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Undelivered.Server.Tests.Pages;

/// <summary>Somebody's visit to the site: a page, and what must not happen on it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    public Visit(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // A missing page says so in the console by itself.
            if (message.Type == "error" && !message.Text.Contains("404 (Not Found)") && !message.Text.Contains("413 (Payload"))
            {
                _faults.Add($"console: {message.Text}");
            }
        };
        page.PageError += (_, fault) => _faults.Add($"script: {fault}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal))
            {
                _faults.Add($"request to elsewhere: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public ILocator Answer => Page.Locator("#answer article h2").First;

    /// <summary>Puts a text into the box as a paste does, and waits for the answer.</summary>
    public async Task Explain(string text)
    {
        await Page.GotoAsync("/");
        await Page.GetByLabel("Paste the error").FillAsync(text);
        await Answer.WaitForAsync(new() { Timeout = 60000 });
    }

    /// <summary>Waits until the page has an address of this pattern. Playwright's own waiting also wants an event that may have come before.</summary>
    public static Task Arrived(IPage page, string pattern) => Assertions.Expect(page).ToHaveURLAsync(
        new Regex(Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$"), new() { Timeout = 60000 });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }
}
