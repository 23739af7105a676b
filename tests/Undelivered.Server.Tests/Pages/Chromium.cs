using Microsoft.Playwright;
using Undelivered.Server.Tests.Pages;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Undelivered.Server.Tests.Pages;

/// <summary>Debian's chromium, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A new window that remembers nothing and notes what goes wrong in it.</summary>
    public Task<Visit> Visit(WebSite site, BrowserNewContextOptions? options = null) => Visit(site.Address, options);

    /// <summary>A new window that may ask nobody but this address.</summary>
    public async Task<Visit> Visit(string address, BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            Assert.Skip($"{Program} is missing: the pages were NOT tried in a browser. On Debian: apt-get install chromium");
        }

        options ??= new();
        options.BaseURL = address.StartsWith("http", StringComparison.Ordinal) ? address : null;
        options.ViewportSize ??= new() { Width = 1280, Height = 900 };
        var context = await _browser.NewContextAsync(options);

        // A machine that is busy with other tests is slow, not wrong.
        context.SetDefaultTimeout(120_000);
        return new Visit(context, await context.NewPageAsync(), address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
