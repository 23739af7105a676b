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

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Hostile_texts_are_shown_as_texts_and_do_nothing(int width)
    {
        await using var opened = await Open(HostileReports.Report(500), width, ColorScheme.Light);
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        Assert.Empty(opened.Messages);
        Assert.Single(opened.Requests, r => !r.StartsWith("data:", StringComparison.Ordinal));
        Assert.Equal(0, await opened.Page.EvaluateAsync<int>("document.querySelectorAll('img, iframe, object, embed, form, base, b[onmouseover], [onerror], [onmouseover], [style]').length"));
        Assert.Equal(1, await opened.Page.EvaluateAsync<int>("document.scripts.length"));
        Assert.Contains("<script>alert('owned')</script>", await opened.Page.EvaluateAsync<string>("document.querySelector('main').innerText"), StringComparison.Ordinal);
        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Keep(opened.Page, $"hostile-{width}");
    }

    [Fact]
    public async Task Without_scripts_the_page_is_whole()
    {
        await using var opened = await Open(Fortnight.Value, 1280, ColorScheme.Light, script: false);

        Assert.Equal(Math.Min(60, Fortnight.Value.Problems.Count), await opened.Page.Locator("details.problem").CountAsync());
        Assert.True(await opened.Page.GetByRole(AriaRole.Img, new() { Name = "Failures over time" }).IsVisibleAsync());
        var second = opened.Page.Locator("details.problem").Nth(1);
        Assert.False(await second.Locator(".body").IsVisibleAsync());
        await second.Locator("summary").First.ClickAsync();
        Assert.True(await second.Locator(".body").IsVisibleAsync());
    }

    [Fact]
    public async Task On_paper_nothing_is_hidden()
    {
        await using var opened = await Open(Fortnight.Value, 760, ColorScheme.Dark, script: false);
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        // Rests on ::details-content, as no script opens them here.
        Assert.True(await opened.Page.Locator("details.problem .body").Nth(5).IsVisibleAsync());
        Assert.True(await opened.Page.Locator("details.list table").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_that_opens()
    {
        await using var opened = await Open(Fortnight.Value, 1280, ColorScheme.Light);
        await opened.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("To the report", await opened.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await opened.Page.Locator("details.problem summary").Nth(1).FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");

        Assert.True(await opened.Page.Locator("details.problem .body").Nth(1).IsVisibleAsync());
    }

    [Fact]
    public async Task Problems_can_be_filtered_and_lists_sorted()
    {
        await using var opened = await Open(Fortnight.Value, 1280, ColorScheme.Light);
        await opened.Page.GetByRole(AriaRole.Searchbox).FillAsync("dmarc shop.example.org");
        var shown = await opened.Page.Locator("details.problem:visible").CountAsync();
        Assert.InRange(shown, 1, 40);
        Assert.StartsWith($"{shown} of ", await opened.Page.Locator("#filter output").InnerTextAsync(), StringComparison.Ordinal);

        await opened.Page.Locator("details.list > summary").First.ClickAsync();
        var table = opened.Page.Locator("details.list table").First;
        await table.GetByRole(AriaRole.Button, new() { Name = "Name" }).ClickAsync();
        var names = await table.Locator("tbody th").AllInnerTextsAsync();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
        await table.GetByRole(AriaRole.Button, new() { Name = "Failed" }).ClickAsync();
        var failed = await table.Locator("tbody td:nth-child(2)").AllInnerTextsAsync();
        Assert.Equal(failed.Select(f => int.Parse(f.Replace(",", "", StringComparison.Ordinal))).OrderDescending(), failed.Select(f => int.Parse(f.Replace(",", "", StringComparison.Ordinal))));
        Assert.Empty(opened.Messages);
    }

    [Fact]
    public async Task The_addresses_can_be_taken_from_the_page_if_it_holds_them()
    {
        await using (var file = File.Create(_file))
        {
            ReportHtml.Write(Some.Small(), file, new() { WithAddresses = true });
        }

        await using var opened = await browser.OpenAsync(_file, 1280, ColorScheme.Light);
        var download = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.GetByRole(AriaRole.Link, new() { Name = "Amazon SES" }).ClickAsync());

        Assert.Equal("suppressions-ses.csv", download.SuggestedFilename);
        Assert.Contains("angry@big.example,COMPLAINT\n", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(opened.Messages);
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
