using System.Text.Json;

namespace Undelivered.Publishing.Tests;

public sealed class CatalogueJsonTests
{
    private static readonly byte[] Written = ForwardOnlyStream.BytesOf((c, s) => CatalogueJson.Write(c, s));
    private static readonly JsonElement Root = JsonDocument.Parse(Written).RootElement;
    private static readonly JsonElement Full = Root.GetProperty("entries")[0];

    [Fact]
    public void The_object_holds_the_version_and_everything_in_the_catalogues_order()
    {
        Assert.Equal(["version", "entries", "causes", "speakers", "terms", "guides"], Names(Root));
        Assert.Equal("7.8.9", Text(Root, "version"));
        Assert.Equal(["alpha.dmarc", "beta.formula", "beta.long"], Root.GetProperty("entries").EnumerateArray().Select(e => Text(e, "id")));
    }

    [Fact]
    public void An_entry_comes_back_field_by_field()
    {
        var e = HostileCatalogue.Full;
        Assert.Equal(
            [
                "id", "speaker", "match", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress", "vague", "title", "meaning",
                "remedy", "avoid", "terms", "sources", "status", "seed", "notes", "see", "examples", "nearMisses",
            ],
            Names(Full));
        Assert.Equal(
            [e.Id, e.Speaker, e.Cause, e.Title, e.Meaning, e.Notes, e.RetryAfter, "outdated"],
            new[] { "id", "speaker", "cause", "title", "meaning", "notes", "retryAfter", "status" }.Select(n => Text(Full, n)));
        Assert.False(Full.GetProperty("vague").GetBoolean());
        Assert.Equal(e.Avoid, Texts(Full, "avoid"));
        Assert.Equal(e.Terms, Texts(Full, "terms"));
        Assert.Equal(e.See, Texts(Full, "see"));
        Assert.Equal(e.NearMisses, Texts(Full, "nearMisses"));
        Assert.Equal(e.Seed, Full.GetProperty("seed").EnumerateArray().Select(s => s.GetInt32()));
    }

    [Fact]
    public void The_decision_is_the_causes_where_the_entry_has_none() =>
        Assert.Equal(["permanent", "dns", "after-fix", "already"], Decision(Full));

    [Fact]
    public void The_entrys_own_decision_goes_before_the_causes()
    {
        Assert.Equal(["temporary", "provider", "backoff", "after-repeats"], Decision(Root.GetProperty("entries")[2]));
    }

    [Fact]
    public void A_permanence_that_the_reply_class_decides_is_null()
    {
        var entry = Root.GetProperty("entries")[1];
        Assert.Equal([null, "inspect", "by-reply-class", "after-repeats"], Decision(entry));
        Assert.True(entry.GetProperty("vague").GetBoolean());
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("retryAfter").ValueKind);
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("notes").ValueKind);
    }

    [Fact]
    public void A_match_holds_only_what_it_asks_for()
    {
        var matches = Full.GetProperty("match");
        Assert.Equal(
            [
                """{"text":"Unauthenticated email from {domain} is refused | here","code":"550 5.7.26"}""",
                """{"token":"TSS04"}""",
                """{"text":"from parameter is missing","http":"4yz"}""",
                """{"hresult":"0x800CCC0F"}""",
            ],
            matches.EnumerateArray().Select(m => m.GetRawText()));
    }

    [Fact]
    public void Steps_and_sources_and_examples_hold_all_their_fields()
    {
        Assert.Equal(
            """[{"do":"Publish the record","by":"dns","check":"dkim"},{"do":"Send | again","by":"code"}]""", Full.GetProperty("remedy").GetRawText());
        Assert.Equal(
            [
                """{"url":"https://support.example/answer_1?a=1&b=2","seen":"2026-02-12","reference":"https://support.example/answer_1?a=1&b=2"}""",
                """{"rfc":7489,"section":"6.6.2","reference":"https://www.rfc-editor.org/rfc/rfc7489#section-6.6.2"}""",
                """{"title":"mimeole.h, Windows SDK","reference":"mimeole.h, Windows SDK"}""",
            ],
            Full.GetProperty("sources").EnumerateArray().Select(s => s.GetRawText()));
        Assert.Equal(
            [
                """{"text":"550 5.7.26 Unauthenticated email from example.org is refused | here","provider":"mailgun","remoteHost":"mx.example.org","captures":{"domain":"example.org"},"retryAfter":"PT15M","permanence":"permanent","retry":"after-fix","suppress":"already"}""",
                """{"text":"TSS04"}""",
            ],
            Full.GetProperty("examples").EnumerateArray().Select(x => x.GetRawText()));
    }

    [Fact]
    public void Causes_speakers_terms_and_guides_hold_all_their_fields()
    {
        Assert.Equal(
            """{"id":"authentication.dmarc","title":"DMARC policy rejects the message","meaning":"The owner asked for it.","permanence":"permanent","fixedBy":"dns","retry":"after-fix","suppress":"no","check":"dmarc","remedy":[]}""",
            Root.GetProperty("causes")[0].GetRawText());
        Assert.Equal(
            """{"id":"alpha","name":"A speaker with a long name that goes on: one","role":"receiver","about":"About <b>alpha</b>.","providers":["alpha-mail"],"hosts":["alpha.example"],"markers":[{"token":"alphatoken"}]}""",
            Root.GetProperty("speakers")[0].GetRawText());
        Assert.Equal(
            """{"id":"dmarc","term":"DMARC","definition":"A policy | with pipe.","see":["spf"],"sources":[{"rfc":7489,"reference":"https://www.rfc-editor.org/rfc/rfc7489"}]}""",
            Root.GetProperty("terms")[0].GetRawText());
        Assert.Equal(
            """{"id":"guide","title":"A guide # with hash","speaker":"alpha","summary":"Summary.","symptoms":["=1","<sympt>"],"steps":[{"do":"Do it","by":"account","check":"spf"}],"avoid":["That"],"entries":["alpha.dmarc"],"parent":"other","sources":[{"url":"https://example.org/guide","reference":"https://example.org/guide"}],"seed":[107,127]}""",
            Root.GetProperty("guides")[0].GetRawText());
    }

    [Fact]
    public void One_entry_alone_is_the_same_object()
    {
        var alone = CatalogueJson.Render(HostileCatalogue.Catalogue, HostileCatalogue.Full);
        Assert.True(JsonElement.DeepEquals(Full, JsonDocument.Parse(alone).RootElement));
    }

    [Fact]
    public void Hostile_texts_come_back_to_the_letter()
    {
        Assert.Equal(HostileCatalogue.Long.Title, Text(Root.GetProperty("entries")[2], "title"));
        Assert.Equal(HostileCatalogue.Huge, Text(Root.GetProperty("entries")[2], "meaning"));
    }

    [Fact]
    public void Laid_out_for_people_it_is_the_same_object()
    {
        var indented = ForwardOnlyStream.BytesOf((c, s) => CatalogueJson.Write(c, s, indented: true));
        Assert.True(JsonElement.DeepEquals(Root, JsonDocument.Parse(indented).RootElement));
        Assert.Contains((byte)'\n', indented);
        Assert.DoesNotContain((byte)'\n', Written);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(t => t.GetString());

    private static IEnumerable<string?> Decision(JsonElement entry) =>
        new[] { "permanence", "fixedBy", "retry", "suppress" }.Select(n => Text(entry, n));
}
