using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Undelivered.Server.Accounts;

namespace Undelivered.Server.Tests.Accounts;

/// <summary>A browser's cookies and forms, without a browser, before a fresh server.</summary>
internal sealed partial class Visitor : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly RunningServer _server;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _client;

    private Visitor(RunningServer server)
    {
        _server = server;
        _client = new HttpClient(_handler) { BaseAddress = server.Client.BaseAddress };
        Secret = server.Application.Services.GetRequiredService<AccountService>().SetupToken();
    }

    public string Secret { get; }

    public IServiceProvider Services => _server.Application.Services;

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Visitor> Arrive() => new(await RunningServer.Start());

    public static async Task<Visitor> ArriveAsAdministrator()
    {
        var visitor = await Arrive();
        using var made = await visitor.SetUp();
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        return visitor;
    }

    public Task<HttpResponseMessage> Get(string path) => _client.GetAsync(path, Cancelled);

    /// <summary>Sends a form without having read it.</summary>
    public Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) =>
        _client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Cancelled);

    /// <summary>Reads a page, fills its form in and sends it to where the form goes.</summary>
    public async Task<HttpResponseMessage> Fill(string page, params (string Name, string Value)[] fields)
    {
        var html = await (await Get(page)).Content.ReadAsStringAsync(Cancelled);
        var form = PostForm().Match(html);
        var hidden = Hidden().Matches(form.Value).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        return await Post(form.Groups[1].Value, [.. hidden.Where(h => fields.All(f => f.Name != h.Item1)), .. fields]);
    }

    public Task<HttpResponseMessage> SetUp(string? secret = null, string password = Password) =>
        Fill($"/setup?token={secret ?? Secret}", ("name", "Kim"), ("password", password));

    public Task<HttpResponseMessage> SignIn(string name = "kim", string password = Password, string returnUrl = "/maintain/feedback") =>
        Fill("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl), ("name", name), ("password", password));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _handler.Dispose();
        await _server.DisposeAsync();
    }

    [GeneratedRegex("""<form[^>]*method="post" action="([^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}
