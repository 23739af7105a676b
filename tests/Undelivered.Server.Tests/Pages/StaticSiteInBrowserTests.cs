using Microsoft.Playwright;
using Undelivered.Site.Export;

namespace Undelivered.Server.Tests.Pages;

/// <summary>The static site, opened from a folder.</summary>
public sealed class StaticSiteInBrowserTests(Chromium chromium) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-static");

    [Theory]
    [InlineData("mailbxo full", "full")]
    [InlineData("550-5.7.26", "5.7.26")]
    [InlineData("2148322319", "0x800CCC0F")]
    public async Task It_is_searched_from_a_folder(string query, string found)
    {
        SiteWriter.Write(Catalogue.Default, _folder.FullName);
        await using var visit = await chromium.Visit("file://");
        await visit.Page.GotoAsync(new Uri(Path.Combine(_folder.FullName, "index.html")).AbsoluteUri);
        await visit.Page.Locator("#find").FillAsync(query);
        await visit.Page.Keyboard.PressAsync("Enter");
        var first = visit.Page.Locator("#search-results a").First;
        await Assertions.Expect(first).ToContainTextAsync(found);
        await first.ClickAsync();

        Assert.False(string.IsNullOrWhiteSpace(await visit.Page.Locator("h1").InnerTextAsync()));
    }

    [Fact]
    public async Task It_is_browsed_without_JavaScript()
    {
        SiteWriter.Write(Catalogue.Default, _folder.FullName);
        await using var visit = await chromium.Visit("file://", new() { JavaScriptEnabled = false });
        await visit.Page.GotoAsync(new Uri(Path.Combine(_folder.FullName, "index.html")).AbsoluteUri);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Library", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Gmail and Google Workspace" }).ClickAsync();
        await visit.Page.Locator(".entries a").First.ClickAsync();

        Assert.Contains("/e/gmail.", visit.Page.Url);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
