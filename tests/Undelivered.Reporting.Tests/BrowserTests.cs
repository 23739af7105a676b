using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Undelivered.Reporting.Tests;

/// <summary>Opens the page where people will, and looks.</summary>
public sealed class BrowserTests(Browser browser) : IDisposable
{
    private static readonly Lazy<Report> Fortnight = new(() => Traffic.Report(6_000));

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"undelivered-report-{Guid.NewGuid():N}.html");

    // UNDELIVERED_REPORT_SCREENSHOTS=folder keeps what the tests see.
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("UNDELIVERED_REPORT_SCREENSHOTS");

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_page_opens_without_a_complaint_and_fetches_nothing(int width, ColorScheme scheme)
    {
        await using var opened = await Open(Fortnight.Value, width, scheme);

        Assert.Empty(opened.Messages);
        Assert.Equal([new Uri(_file).AbsoluteUri], opened.Requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Keep(opened.Page, $"{width}-{scheme}".ToLowerInvariant());
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Whoever_cannot_see_or_click_can_read_it(int width, ColorScheme scheme)
    {
        await using var opened = await Open(Fortnight.Value, width, scheme);

        // What is folded away is to be read as well.
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        var result = await opened.Page.RunAxe();

        Assert.Empty(result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }

    private async Task<OpenPage> Open(Report report, int width, ColorScheme scheme, bool script = true)
    {
        await using (var file = File.Create(_file))
        {
            ReportHtml.Write(report, file);
        }

        return await browser.OpenAsync(_file, width, scheme, script);
    }

    private static async Task Keep(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
        }
    }
}
