using System.Net;

namespace Undelivered.Server.Tests.Accounts;

public sealed class AccountTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancelled);

    [Fact]
    public async Task The_first_administrator_is_made_once_and_is_signed_in()
    {
        await using var visitor = await Visitor.Arrive();

        using var made = await visitor.SetUp();
        using var inside = await visitor.Get("/maintain/feedback");
        using var again = await visitor.Get($"/setup?token={visitor.Secret}");

        Assert.Equal((HttpStatusCode.SeeOther, "/maintain/feedback"), (made.StatusCode, made.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.True(inside.Headers.CacheControl?.NoStore);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task Two_who_make_the_account_at_once_make_one()
    {
        await using var visitor = await Visitor.Arrive();
        var answers = await Task.WhenAll(visitor.SetUp(), visitor.SetUp(), visitor.SetUp());

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("wrong", Visitor.Password, HttpStatusCode.Forbidden, "is not the one that the server has printed")]
    [InlineData(null, "short", HttpStatusCode.UnprocessableEntity, "A password has 12 to 256 characters")]
    public async Task What_is_wrong_with_the_setup_is_said_on_the_form(string? secret, string password, HttpStatusCode status, string reason)
    {
        await using var visitor = await Visitor.Arrive();
        using var answer = await visitor.SetUp(secret, password);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, await Text(answer));
        Assert.DoesNotContain(password, await Text(answer));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/maintain/feedback")).StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_back()
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        using var left = await visitor.Fill("/maintain/feedback");
        using var closed = await visitor.Get("/maintain/feedback?page=2");
        using var back = await visitor.SignIn(returnUrl: "/maintain/feedback?page=2");
        using var inside = await visitor.Get("/maintain/feedback");

        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fmaintain%2Ffeedback%3Fpage%3D2", closed.Headers.Location?.ToString());
        Assert.Equal("/maintain/feedback?page=2", back.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Theory]
    [InlineData("//example.org")]
    [InlineData("https://example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("~//example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_nowhere_but_here(string returnUrl)
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        using var answer = await visitor.SignIn(returnUrl: returnUrl);

        Assert.Equal("/maintain/feedback", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer()
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        using var unknown = await visitor.SignIn("nobody", "wrong password");
        using var wrong = await visitor.SignIn("kim", "wrong password");

        static string Plain(string html) => System.Text.RegularExpressions.Regex.Replace(html, "value=\"[^\"]*\"", "");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (unknown.StatusCode, wrong.StatusCode));
        Assert.Equal(Plain(await Text(unknown)), Plain(await Text(wrong)));
    }

    [Fact]
    public async Task Whoever_guesses_is_slowed_down()
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        HttpResponseMessage answer;
        var tries = 0;
        do
        {
            answer = await visitor.Post("/sign-in", ("name", "kim"), ("password", "guess"));
        }
        while (answer.StatusCode != HttpStatusCode.TooManyRequests && ++tries < 20);

        // Making the account was the first of ten.
        Assert.Equal(9, tries);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    public async Task A_form_without_its_token_is_refused(string path)
    {
        await using var visitor = await Visitor.Arrive();
        using var answer = await visitor.Post(path, ("name", "Kim"), ("password", Visitor.Password), ("token", visitor.Secret));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Cookies_are_for_this_site_and_no_script()
    {
        await using var visitor = await Visitor.Arrive();
        using var form = await visitor.Get("/setup?token=x");
        using var made = await visitor.SetUp();
        var cookies = form.Headers.GetValues("Set-Cookie").Concat(made.Headers.GetValues("Set-Cookie")).ToArray();

        Assert.Contains(cookies, c => c.StartsWith("undelivered-form=", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("undelivered-session=", StringComparison.Ordinal));
        Assert.All(cookies, c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, c => Assert.Contains("samesite=strict", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Reading_sets_no_cookie_even_for_who_is_signed_in()
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        visitor.Cookies.Single(c => c.Name == "undelivered-session").Value = "worn-out";
        foreach (var path in (string[])["/", "/library", "/e/gmail.dmarc-policy", "/search?q=quota", "/feedback", "/api/v1/causes", "/no/such"])
        {
            using var answer = await visitor.Get(path);
            Assert.False(answer.Headers.Contains("Set-Cookie"), path);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://example.org", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.BadRequest)]
    public async Task What_other_sites_send_is_refused(string header, string value, HttpStatusCode status)
    {
        await using var server = await RunningServer.Start();
        foreach (var path in (string[])["/sign-in", "/sign-out", "/setup", "/feedback"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add(header, value);
            Assert.Equal(status, (await server.Client.SendAsync(request, Cancelled)).StatusCode);
        }

        using var explain = new HttpRequestMessage(HttpMethod.Post, "/explain/fragment") { Content = new StringContent("550") };
        explain.Headers.Add("Origin", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.SendAsync(explain, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Administrators_read_what_readers_said()
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        using var yes = await visitor.Post("/feedback", ("entry", "gmail.dmarc-policy"), ("helpful", "yes"));
        using var no = await visitor.Post("/feedback", ("entry", "gmail.dmarc-policy"), ("helpful", "no"), ("reason", "difficult"), ("reason", "broken-link"), ("comment", "<b>hm</b>"));
        using var unknown = await visitor.Post("/feedback", ("entry", "unknown"), ("helpful", "no"), ("reason", "need-more"));
        var page = await Text(await visitor.Get("/maintain/feedback"));

        Assert.Contains("What readers say <small>3</small>", page);
        Assert.Contains("""<td><a href="/e/gmail.dmarc-policy">gmail.dmarc-policy</a></td><td>1</td><td>1</td>""", page);
        Assert.Contains("Difficult to understand; Missing or broken link<p>&lt;b&gt;hm&lt;/b&gt;</p>", page);
        Assert.True(page.IndexOf("Need more information", StringComparison.Ordinal) < page.IndexOf("Difficult to understand", StringComparison.Ordinal), "newest first");
    }

    [Fact]
    public async Task Many_notes_take_several_pages()
    {
        await using var visitor = await Visitor.ArriveAsAdministrator();
        var store = (Server.Pages.Feedback.IFeedbackStore)visitor.Services.GetService(typeof(Server.Pages.Feedback.IFeedbackStore))!;
        for (var i = 0; i < 60; i++)
        {
            await store.Add(new("unknown", true, [], $"note {i:00}", DateTimeOffset.UnixEpoch.AddHours(i)), Cancelled);
        }

        var first = await Text(await visitor.Get("/maintain/feedback"));
        var second = await Text(await visitor.Get("/maintain/feedback?page=2"));
        var beyond = await visitor.Get("/maintain/feedback?page=999999999");

        Assert.Contains("note 59", first);
        Assert.Contains("note 10", first);
        Assert.Contains("page=2\" rel=\"next\"", first);
        Assert.Contains("note 09", second);
        Assert.DoesNotContain("rel=\"next\"", second);
        Assert.Equal(HttpStatusCode.OK, beyond.StatusCode);
    }
}
