using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Undelivered.Server.Tests.Pages;

/// <summary>The library's pages, as people look at them.</summary>
public sealed class LibraryInBrowserTests(WebSite site, Chromium chromium)
{
    private static readonly string[] Kinds =
    [
        "/", "/library", "/speakers", "/speakers/mailgun", "/causes", "/causes/authentication.dmarc", "/codes", "/codes/550", "/codes/0x800CCC0F", "/e/gmail.dmarc-policy",
        "/guides", "/guides/mailgun-domain-not-allowed", "/glossary", "/downloads", "/about", "/search", "/search?q=mailbox%20full", "/search?q=5.7.26", "/nope", "/feedback", "/sign-in", "/setup?token=x", "/api/v1/docs",
    ];

    public static TheoryData<string> Pages => [.. Kinds];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_light_and_dark_and_fits_a_phone(string path)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await chromium.Visit(site, new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 390, Height = 844 } });
            await visit.Page.GotoAsync(path);

            await Accessible(visit.Page, $"{path} {scheme} phone");
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than a phone");
            await visit.Page.SetViewportSizeAsync(1280, 900);
            await Accessible(visit.Page, $"{path} {scheme}");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task An_answer_is_accessible_and_fits_a_phone(ColorScheme scheme)
    {
        foreach (var entry in new[] { "gmail.dmarc-policy", "exim.unrouteable", "outlook-com.ip-rate-limited" })
        {
            await using var visit = await chromium.Visit(site, new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 390, Height = 844 } });
            await visit.Explain(RealErrors.TextOf(entry));
            await Accessible(visit.Page, $"{entry} {scheme}");
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{entry} is wider than a phone");

            await visit.Page.Locator(".feedback summary").ClickAsync();
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
            await Accessible(visit.Page, $"{entry} {scheme}, dialog open");
        }
    }

    [Fact]
    public async Task A_search_leads_to_an_entry()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/");
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("dmrac gmail policy");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Visit.Arrived(visit.Page, "**/search?q=*");
        await visit.Page.Locator(".entries a").First.ClickAsync();

        await Visit.Arrived(visit.Page, "**/e/*");
    }

    [Fact]
    public async Task A_pasted_error_in_the_search_box_goes_to_the_box_and_not_into_the_address()
    {
        await using var visit = await chromium.Visit(site);
        var asked = new List<string>();
        visit.Page.Request += (_, request) => asked.Add(request.Url);
        await visit.Page.GotoAsync("/library");
        await visit.Page.Locator("#q").FillAsync("550 5.1.1 <kim@example.org>: user unknown");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Answer.WaitForAsync();

        Assert.All(asked, url => Assert.DoesNotContain("kim", url));
    }

    [Fact]
    public async Task Light_or_dark_is_remembered()
    {
        await using var visit = await chromium.Visit(site, new() { ColorScheme = ColorScheme.Light });
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();
        await visit.Page.GotoAsync("/library");

        Assert.Equal("dark", await visit.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Feedback_is_given_and_kept()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/e/mailgun.domain-unverified");
        await visit.Page.Locator(".feedback summary").ClickAsync();
        await visit.Page.GetByLabel("Difficult to understand").CheckAsync();
        await visit.Page.GetByLabel("Your comment").FillAsync("What is a <b>zone</b>?");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        Assert.Equal("Thank you", await visit.Page.Locator("h1").InnerTextAsync());
    }

    private static async Task Accessible(IPage page, string what)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, what + ":\n" + string.Join('\n', result.Violations.Select(v => $"{v.Id} ({v.Impact}): {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }
}
