using Microsoft.Playwright;

namespace Undelivered.Server.Tests.Pages;

/// <summary>Pictures to look at, where somebody asks for them: <c>UNDELIVERED_SCREENSHOTS=folder</c>.</summary>
public sealed class Screenshots(WebSite site, Chromium chromium)
{
    private const string Error = "Error: Message failed: 550-5.7.26 Unauthenticated email from example.org is not accepted due to\n550-5.7.26 domain's DMARC policy. Please contact the administrator of\n550-5.7.26 example.org domain if this was a legitimate mail. - gsmtp\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:790:19) {\n  code: 'EENVELOPE', responseCode: 550, command: 'DATA' }";

    private static readonly (string Name, string Path)[] Shown =
        [("home", "/"), ("entry", "/e/gmail.dmarc-policy"), ("library", "/library"), ("search", "/search?q=mailbox full"), ("glossary", "/glossary"), ("code", "/codes/550"), ("codes", "/codes"), ("cause", "/causes/reputation.ip"), ("causes", "/causes"), ("speaker", "/speakers/gmail"), ("guide", "/guides/mailgun-domain-not-allowed"), ("guides", "/guides"), ("downloads", "/downloads"), ("about", "/about"), ("speakers", "/speakers"), ("missing", "/nope")];

    [Fact]
    public async Task Are_taken_on_demand()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("UNDELIVERED_SCREENSHOTS") ?? "screenshots").FullName;
        foreach (var (size, width) in new[] { ("desktop", 1280), ("phone", 390) })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var visit = await chromium.Visit(site, new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                foreach (var (name, path) in Shown)
                {
                    await visit.Page.GotoAsync(path);
                    await Shoot(visit.Page, $"{name}-{size}-{scheme}".ToLowerInvariant());
                }

                await visit.Explain(Error);
                await Shoot(visit.Page, $"answer-{size}-{scheme}".ToLowerInvariant());
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "DMARC" }).First.ClickAsync();
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"term-{size}-{scheme}.png".ToLowerInvariant()) });
                await visit.Page.Keyboard.PressAsync("Escape");
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"share-{size}-{scheme}.png".ToLowerInvariant()) });
            }
        }

        await using var paper = await chromium.Visit(site, new() { ViewportSize = new() { Width = 800, Height = 1100 } });
        await paper.Explain(Error);
        await paper.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Shoot(paper.Page, "answer-print");

        Task Shoot(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
