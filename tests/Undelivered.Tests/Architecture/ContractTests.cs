using System.Text.Json;

namespace Undelivered.Tests;

/// <summary>What other programs depend on; a change here is a change for them.</summary>
public sealed class ContractTests
{
    private const string GmailReply =
        "550-5.7.26 Unauthenticated email from example.org is not accepted due to\\n550-5.7.26 domain's DMARC policy. Please contact the administrator of\\n550 5.7.26 example.org domain. a1-20020a05600c.123 - gsmtp";

    private const string NodemailerError =
        $$"""{"code":"EENVELOPE","response":"{{GmailReply}}","responseCode":550,"command":"DATA","message":"Message failed: {{GmailReply}}"}""";

    [Fact]
    public void The_public_surface_of_the_core_is_as_reviewed() => Snapshot.Match("Undelivered.api.txt", PublicApi.Of(typeof(Catalogue).Assembly));

    [Fact]
    public void The_public_surface_of_the_authoring_library_is_as_reviewed() =>
        Snapshot.Match("Undelivered.Authoring.api.txt", PublicApi.Of(typeof(Undelivered.Authoring.CatalogueBuild).Assembly));

    [Fact]
    public void The_JSON_of_a_diagnosis_is_as_reviewed() => Snapshot.Match("gmail-dmarc-by-nodemailer.json", Catalogue.Default.Diagnose(NodemailerError).ToJson(indented: true));

    [Fact]
    public void Gmail_inside_Nodemailer_is_answered_by_Gmails_entry()
    {
        var answer = Catalogue.Default.Diagnose(NodemailerError);

        Assert.Equal("gmail.dmarc-policy", answer.Entry?.Id);
        Assert.Equal("gmail", answer.Speaker);
        Assert.Equal(["nodemailer"], answer.Via);
        Assert.Equal("example.org", answer.Captures["domain"]);
        Assert.Equal(MatchKind.CodeAndText, answer.Match);
    }

    [Theory]
    [InlineData("550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy.")]
    [InlineData("421 qqq")]
    [InlineData("")]
    public void The_JSON_has_the_fields_of_the_contract_in_their_order(string text)
    {
        string[] contract =
        [
            "text", "entry", "speaker", "via", "cause", "permanence", "fixedBy", "retry", "retryAfter", "suppress", "replyCode", "httpStatus", "enhancedCode",
            "title", "meaning", "remedy", "avoid", "terms", "sources", "captures", "match", "confidence",
        ];
        using var json = JsonDocument.Parse(Catalogue.Default.Diagnose(text).ToJson());

        Assert.Equal(contract, json.RootElement.EnumerateObject().Select(p => p.Name).Where(n => n != "conflict"));
        Assert.Equal([.. contract, "conflict"], DiagnosisJson.FieldNames);
    }

    [Fact]
    public void Only_the_fields_that_are_asked_for_are_written()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            DiagnosisJson.WriteFields(writer, Catalogue.Default.Diagnose("421 qqq"), new HashSet<string> { "cause", "retry" });
            writer.WriteEndObject();
        }

        Assert.Equal("""{"cause":"transport.busy","retry":"backoff"}""", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Any_text_comes_back_from_the_JSON_as_it_went_in()
    {
        const string Text = "550 \"quoted\" \\ back\\slash \u0001 é 😀 <b> \u2028 \r\n";
        using var json = JsonDocument.Parse(Catalogue.Default.Diagnose(Text).ToJson());

        Assert.Equal(Text, json.RootElement.GetProperty("text").GetString());
    }
}
