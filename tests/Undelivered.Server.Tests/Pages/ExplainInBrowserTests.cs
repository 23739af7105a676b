using System.Diagnostics;
using Microsoft.Playwright;

namespace Undelivered.Server.Tests.Pages;

/// <summary>The box, as people use it.</summary>
public sealed class ExplainInBrowserTests(WebSite site, Chromium chromium)
{
    private const string Error = "550-5.7.26 Unauthenticated email from acme-widgets.de is not accepted due to domain's DMARC policy. (kim.doe@acme-widgets.de) - gsmtp";

    [Theory]
    [MemberData(nameof(RealErrors.All), MemberType = typeof(RealErrors))]
    public async Task A_real_error_is_pasted_and_the_right_answer_read(string entry)
    {
        var text = RealErrors.TextOf(entry);
        var expected = Catalogue.Default.Diagnose(text);
        await using var visit = await chromium.Visit(site);

        await visit.Explain(text);

        await Assertions.Expect(visit.Page.Locator("body")).ToHaveClassAsync("home answered");
        Assert.Equal(expected.Title, (await visit.Answer.InnerTextAsync()).Trim());
        Assert.Equal(expected.Remedy.Count, await visit.Page.Locator("#answer .steps input").CountAsync());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Permanent page" }).ClickAsync();
        await Visit.Arrived(visit.Page, $"**/e/{entry}");
    }

    [Fact]
    public async Task The_recognised_words_are_marked_and_the_wrapper_is_unfolded()
    {
        await using var visit = await chromium.Visit(site);

        await visit.Explain($"Error: Message failed: {Error}\n  at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:790:19)");

        Assert.Contains("DMARC policy", string.Concat(await visit.Page.Locator("mark.hit").AllInnerTextsAsync()));
        Assert.Equal("Nodemailer quotes Gmail and Google Workspace", (await visit.Page.Locator(".chain").InnerTextAsync()).Trim());
    }

    [Fact]
    public async Task The_first_answer_comes_in_less_than_a_tenth_of_a_second()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Explain(Error);
        await visit.Page.GotoAsync("/");

        var times = new List<double>();
        foreach (var entry in RealErrors.All.Take(8))
        {
            var watch = Stopwatch.StartNew();
            using var answer = await site.Client.PostAsync("/explain/fragment", new StringContent(RealErrors.TextOf(entry)), TestContext.Current.CancellationToken);
            _ = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"median {times[4]:0.0} ms");
        Assert.True(times[4] < 100, $"{times[4]} ms");
    }

    [Fact]
    public async Task A_shared_link_is_masked_copied_and_opened_by_somebody_else_and_the_server_never_sees_it()
    {
        await using var visit = await chromium.Visit(site, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await visit.Explain(Error);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Mask personal data" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#share-status")).ToContainTextAsync("masked");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy the link" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#share-status")).ToContainTextAsync("clipboard");
        var link = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

        await using var other = await chromium.Visit(site);
        var asked = new List<string>();
        other.Page.Request += (_, request) => asked.Add(request.Url);
        await other.Page.GotoAsync(link);
        await other.Answer.WaitForAsync();

        var text = await other.Page.GetByLabel("Paste the error").InputValueAsync();
        Assert.Contains("name1@domain1.example", text);
        Assert.DoesNotContain("acme", text);
        Assert.Contains("DMARC", await other.Page.Locator("#answer").InnerTextAsync());
        Assert.All(asked, url => Assert.DoesNotContain("name1", url));
    }

    [Fact]
    public async Task A_damaged_link_says_so()
    {
        await using var visit = await chromium.Visit(site);

        await visit.Page.GotoAsync("/#t=%%%");

        await Assertions.Expect(visit.Page.Locator("#status")).ToContainTextAsync("damaged");
    }

    [Fact]
    public async Task A_link_that_unfolds_to_gigabytes_gives_what_the_box_takes()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/");
        var bomb = await visit.Page.EvaluateAsync<string>("""
            async () => {
              const stream = new Blob([new Uint8Array(50_000_000).fill(65)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
              const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
              let binary = ""; for (const b of bytes) binary += String.fromCharCode(b);
              return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
            }
            """);

        await visit.Page.GotoAsync("/#t=" + bomb);
        await visit.Page.ReloadAsync();
        await visit.Answer.WaitForAsync();

        Assert.True((await visit.Page.GetByLabel("Paste the error").InputValueAsync()).Length <= 65536);
    }

    [Fact]
    public async Task Ticks_are_kept_while_the_tab_is_open_and_forgotten_after()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/e/gmail.dmarc-policy");
        await visit.Page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await visit.Page.ReloadAsync();

        Assert.True(await visit.Page.GetByRole(AriaRole.Checkbox).Nth(1).IsCheckedAsync());

        await using var other = await chromium.Visit(site);
        await other.Page.GotoAsync("/e/gmail.dmarc-policy");
        Assert.False(await other.Page.GetByRole(AriaRole.Checkbox).Nth(1).IsCheckedAsync());
    }

    [Fact]
    public async Task A_file_is_read_in_the_browser_and_explained()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/");

        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bounce.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Error) });
        await visit.Answer.WaitForAsync();

        Assert.Contains("Gmail", await visit.Answer.InnerTextAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/");

        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "huge.log", MimeType = "text/plain", Buffer = new byte[(5 * 1024 * 1024) + 1] });

        await Assertions.Expect(visit.Page.Locator("#status")).ToContainTextAsync("5 MB");
    }

    [Fact]
    public async Task Without_JavaScript_the_same_answer_comes()
    {
        await using var visit = await chromium.Visit(site, new() { JavaScriptEnabled = false });
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByLabel("Paste the error").FillAsync(Error);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        Assert.Equal(Catalogue.Default.Diagnose(Error).Title, (await visit.Answer.InnerTextAsync()).Trim());
        Assert.EndsWith("/explain", visit.Page.Url);
        Assert.Equal(Error, await visit.Page.GetByLabel("Paste the error").InputValueAsync());
    }

    [Fact]
    public async Task It_can_be_done_with_the_keyboard_alone()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/");
        var keys = visit.Page.Keyboard;

        await keys.PressAsync("Tab");
        Assert.Equal("Skip to the content", await Focused(visit.Page));
        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        await keys.InsertTextAsync(Error);
        await visit.Answer.WaitForAsync();
        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(visit.Answer).ToBeFocusedAsync();

        // From the title on: the speaker stands before it, the first term after it.
        await keys.PressAsync("Tab");
        Assert.Equal("DMARC", await Focused(visit.Page));
        await keys.PressAsync("Enter");
        Assert.True(await visit.Page.Locator(".tip:popover-open").IsVisibleAsync());
        await keys.PressAsync("Escape");
        Assert.Equal(0, await visit.Page.Locator(".tip:popover-open").CountAsync());

        await visit.Page.GetByRole(AriaRole.Checkbox).First.FocusAsync();
        await keys.PressAsync("Space");
        Assert.True(await visit.Page.GetByRole(AriaRole.Checkbox).First.IsCheckedAsync());
    }

    [Theory]
    [InlineData("<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">")]
    [InlineData("550 5.1.1 \u202Egro.elpmaxe@mik\u202C user unknown \u200B\uFEFF")]
    [InlineData("550 5.1.1 a\0b\u0001 <b>user unknown</b>")]
    [InlineData("</textarea></pre><svg onload=document.title='owned'> 550 5.1.1 User unknown")]
    public async Task Hostile_text_shows_as_text(string text)
    {
        await using var visit = await chromium.Visit(site);

        await visit.Explain(text);

        Assert.DoesNotContain("owned", await visit.Page.TitleAsync());
        Assert.Equal(0, await visit.Page.Locator("#answer script, #answer img, #answer b:has-text('user')").CountAsync());
        var shown = await visit.Page.Locator("#answer .quotation").InnerTextAsync();
        Assert.DoesNotContain("\u202E", shown);
        Assert.Contains(text.Contains("550") ? "550" : "<script>", shown);
    }

    [Fact]
    public async Task Five_megabytes_are_explained_by_their_beginning()
    {
        await using var visit = await chromium.Visit(site);
        await visit.Page.GotoAsync("/");
        await visit.Page.EvaluateAsync("document.querySelector('#text').value = '550 5.1.1 User unknown ' + 'x<&\u202E '.repeat(700000); document.querySelector('#text').dispatchEvent(new Event('input'))");
        await visit.Answer.WaitForAsync(new() { Timeout = 60000 });

        await Assertions.Expect(visit.Page.Locator("#answer .note").First).ToContainTextAsync("64 KB");
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
}
