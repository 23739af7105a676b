using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Undelivered.Server.Pages.Feedback;
using Undelivered.Site.Export;

namespace Undelivered.Server.Tests.Pages;

/// <summary>The pages as programs see them.</summary>
public sealed class PagesOverHttpTests(WebSite site)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/codes/0x800ccc0f", "/codes/0x800CCC0F")]
    [InlineData("/codes/2148322319", "/codes/0x800CCC0F")]
    [InlineData("/codes/550-5.7.26", "/codes/5.7.26")]
    [InlineData("/codes/x.7.26", "/codes/5.7.26")]
    [InlineData("/library/", "/library")]
    [InlineData("/explain", "/")]
    public async Task Another_spelling_leads_to_the_permanent_address(string path, string permanent)
    {
        using var answer = await site.Client.GetAsync(path, Cancelled);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.MovedPermanently, HttpStatusCode.Redirect });
        Assert.Equal(permanent, answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("//example.org/")]
    [InlineData("/e/../about/")]
    [InlineData("/\\example.org/")]
    public async Task No_redirect_leads_off_the_site(string path)
    {
        using var answer = await site.Client.SendAsync(new(HttpMethod.Get, new Uri(site.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })), Cancelled);

        Assert.False(answer.Headers.Location?.ToString().StartsWith("//", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_page_that_is_known_is_not_sent_again()
    {
        using var first = await site.Client.GetAsync("/e/gmail.dmarc-policy", Cancelled);
        var again = new HttpRequestMessage(HttpMethod.Get, "/e/gmail.dmarc-policy");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(again, Cancelled);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.True(first.Headers.CacheControl?.Public);
    }

    [Fact]
    public async Task What_is_pasted_is_kept_nowhere()
    {
        using var answer = await site.Client.PostAsync("/explain/fragment", new StringContent("550 5.1.1 User unknown"), Cancelled);

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task More_than_five_megabytes_are_refused()
    {
        // Little enough for Kestrel to read the rest: beyond its own limit it would cut the line while the client still sends.
        const int tooMuch = 5_500_000;
        using var fragment = await site.Client.PostAsync("/explain/fragment", new ByteArrayContent(new byte[tooMuch]), Cancelled);
        using var form = new MultipartFormDataContent { { new StringContent(new string('x', tooMuch)), "text" } };
        using var page = await site.Client.PostAsync("/explain", form, Cancelled);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, fragment.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.StatusCode);
        Assert.Contains("More than 5 MB", await page.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Five_megabytes_of_noise_give_a_small_page()
    {
        var noise = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<\u202E&\0\"", 600_000)));
        using var answer = await site.Client.PostAsync("/explain/fragment", new ByteArrayContent(noise), Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await answer.Content.ReadAsByteArrayAsync(Cancelled)).Length < 150 * 1024);
    }

    [Fact]
    public async Task UTF_16_is_read_by_its_mark()
    {
        byte[] text = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("550 5.1.1 User unknown")];
        using var answer = await site.Client.PostAsync("/explain/fragment", new ByteArrayContent(text), Cancelled);

        Assert.Contains("User unknown", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_form_with_a_file_is_explained_without_script()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(""), "text" },
            { new ByteArrayContent("552 5.2.2 Mailbox full"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("message/rfc822") } }, "file", "bounce.eml" },
        };
        using var answer = await site.Client.PostAsync("/explain", form, Cancelled);

        Assert.Contains("full", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Personal_data_is_masked_on_request()
    {
        using var answer = await site.Client.PostAsync("/explain/mask?ips=1", new StringContent("<kim@acme.de> 198.51.100.7"), Cancelled);

        Assert.Equal("<name1@domain1.example> 192.0.2.1", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_missing_and_can_be_searched_for()
    {
        using var answer = await site.Client.GetAsync("/e/no.such", Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("role=\"search\"", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Search_engines_find_every_page()
    {
        var robots = await site.Client.GetStringAsync("/robots.txt", Cancelled);
        var map = XDocument.Parse(await site.Client.GetStringAsync("/sitemap.xml", Cancelled));
        var search = XDocument.Parse(await site.Client.GetStringAsync("/opensearch.xml", Cancelled));

        Assert.Contains($"Sitemap: {site.Address}/sitemap.xml", robots);
        Assert.Contains(map.Descendants(), e => e.Value == site.Address + "/e/gmail.dmarc-policy");
        Assert.Contains("/search?q={searchTerms}", search.ToString());
    }

    [Fact]
    public async Task Every_download_can_be_had() => await Parallel.ForEachAsync(Download.All, Cancelled, async (download, cancelled) =>
    {
        using var answer = await site.Client.GetAsync(download.Path, cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
    });

    [Fact]
    public async Task Assets_are_kept_for_ever()
    {
        using var answer = await site.Client.GetAsync(Site.Rendering.Asset.Named("undelivered.css").Path, Cancelled);

        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
    }

    [Theory]
    [InlineData("entry=gmail.dmarc-policy&helpful=yes", HttpStatusCode.SeeOther)]
    [InlineData("entry=gmail.dmarc-policy&helpful=no&reason=difficult&comment=hm", HttpStatusCode.SeeOther)]
    [InlineData("entry=gmail.dmarc-policy&helpful=no", HttpStatusCode.BadRequest)]
    [InlineData("entry=gmail.dmarc-policy&helpful=no&reason=other", HttpStatusCode.BadRequest)]
    [InlineData("entry=no.such&helpful=yes", HttpStatusCode.BadRequest)]
    [InlineData("helpful=yes", HttpStatusCode.BadRequest)]
    public async Task Feedback_is_checked(string form, HttpStatusCode status)
    {
        using var answer = await site.Client.PostAsync("/feedback", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), Cancelled);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Feedback_from_another_site_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/feedback") { Content = new StringContent("entry=gmail.dmarc-policy&helpful=yes", Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await site.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Feedback_reaches_the_store()
    {
        var comment = Guid.NewGuid().ToString();
        using var answer = await site.Client.PostAsync("/feedback", new StringContent($"entry=guide.mailgun-domain-not-allowed&helpful=no&reason=broken-link&comment={comment}", Encoding.UTF8, "application/x-www-form-urlencoded"), Cancelled);

        var kept = await site.Services.GetRequiredService<IFeedbackStore>().Latest(50, Cancelled);
        Assert.Equal(["broken-link"], Assert.Single(kept, f => f.Comment == comment).Reasons);
    }
}
