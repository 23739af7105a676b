using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Undelivered.Tests.Json;

public sealed class StreamedJsonTests
{
    private static readonly JsonDiagnoser Diagnoser = new(Undelivered.Catalogue.Default);

    [Fact]
    public void A_stream_writes_exactly_what_a_single_diagnosis_does()
    {
        foreach (var example in Undelivered.Catalogue.Default.Entries.SelectMany(e => e.Examples))
        {
            var evidence = new Evidence { Text = example.Text, Provider = example.Provider, RemoteHost = example.RemoteHost };

            Assert.Equal(Undelivered.Catalogue.Default.Diagnose(evidence).ToJson(), Streamed(Encoding.UTF8.GetBytes(example.Text), evidence));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody knows this")]
    [InlineData("550 5.1.1 <\"quoted\\\\\"@example.org>: Recipient address rejected: User unknown")]
    [InlineData("550-5.7.26 Unauthenticated email from ex\u00e4mple.org is not accepted due to domain's DMARC policy. - gsmtp")]
    public void Odd_texts_are_written_alike(string text) =>
        Assert.Equal(Undelivered.Catalogue.Default.Diagnose(text).ToJson(), Streamed(Encoding.UTF8.GetBytes(text), default));

    [Fact]
    public void Bytes_that_are_no_utf8_are_still_written_as_json()
    {
        var json = Streamed([.. "550 5.1.1 "u8, 0xFF, 0xC3, .. " User unknown"u8], default);

        Assert.Equal("recipient.unknown", JsonDocument.Parse(json).RootElement.GetProperty("cause").GetString());
    }

    [Fact]
    public void A_field_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentException>(() => new JsonDiagnoser(Undelivered.Catalogue.Default, ["colour"]));

    [Fact]
    public void A_recognised_line_allocates_nothing_when_only_the_decision_is_wanted()
    {
        var diagnoser = new JsonDiagnoser(Undelivered.Catalogue.Default, ["entry", "cause", "permanence", "fixedBy", "retry", "suppress", "captures"]);
        var output = new ArrayBufferWriter<byte>(1 << 16);
        var text = "550-5.7.26 Unauthenticated email from example.org is not accepted due to\n550-5.7.26 domain's DMARC policy. - gsmtp"u8.ToArray();
        long allocated = 0;
        for (var i = 0; i < 100; i++)
        {
            output.ResetWrittenCount();
            var before = GC.GetAllocatedBytesForCurrentThread();
            diagnoser.Write(output, text, default);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_capture_longer_than_its_slot_fits()
    {
        // Zero-width characters vanish when the text is folded; what is captured keeps them.
        var domain = "exam" + new string('\u200B', 10_000) + "ple.org";
        var text = $"550 5.7.26 Unauthenticated email from {domain} is not accepted due to domain's DMARC policy. - gsmtp";

        Assert.Equal(Undelivered.Catalogue.Default.Diagnose(text).ToJson(), Streamed(Encoding.UTF8.GetBytes(text), default));
    }

    [Fact]
    public void A_text_that_is_all_escapes_fits()
    {
        var text = new string('\u0001', Evidence.MaxTextLength);

        Assert.Equal(Undelivered.Catalogue.Default.Diagnose(text).ToJson(), Streamed(Encoding.UTF8.GetBytes(text), default));
    }

    [Theory]
    [InlineData("a} {domain} b")]
    [InlineData("{{domain} x")]
    [InlineData("say \"{domain}\"")]
    [InlineData("{*} {nothing} {domain")]
    [InlineData("the {domain} is bad")]
    [InlineData("{domain}")]
    public void Odd_templates_are_filled_alike(string template)
    {
        var catalogue = new TinyCatalogue().Speaker("host", SpeakerRole.Receiver)
            .Entry("host.it", "mail from {domain} is refused", with: e => e with
            {
                Title = template,
                Meaning = template,
                Avoid = [template],
                Remedy = [new RemedyStep(template, FixedBy.Dns)],
                Sources = [new Source { Url = "https://example.org/{domain}/{id}" }],
            }).Compile();
        foreach (var text in (string[])["mail from example.org is refused", "mail from <domain> is refused"])
        {
            var output = new ArrayBufferWriter<byte>();
            new JsonDiagnoser(catalogue).Write(output, Encoding.UTF8.GetBytes(text), default);

            Assert.Equal(catalogue.Diagnose(text).ToJson(), Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Fact]
    public void A_text_that_is_cut_is_cut_alike()
    {
        var text = "550 5.1.1 " + new string('é', Evidence.MaxTextLength);

        Assert.Equal(Undelivered.Catalogue.Default.Diagnose(text).ToJson(), Streamed(Encoding.UTF8.GetBytes(text), default));
    }

    [Fact]
    public void Half_a_character_is_replaced_alike()
    {
        const string Text = "550 5.1.1 \ud800x user unknown";

        Assert.Equal(Undelivered.Catalogue.Default.Diagnose(Text).ToJson(), Streamed(Encoding.UTF8.GetBytes(Text), default));
    }

    [Fact]
    public void A_very_long_retry_time_and_odd_names_of_speakers_fit()
    {
        var catalogue = new TinyCatalogue().Speaker("a\"b\\" + new string('x', 5000), SpeakerRole.Provider, marker: "says the wrapper")
            .Speaker("host", SpeakerRole.Receiver)
            .Entry("host.it", "come back later", cause: CauseId.RateLimited, with: e => e with { RetryAfter = new string('P', 80_000) }).Compile();
        var output = new ArrayBufferWriter<byte>();

        new JsonDiagnoser(catalogue).Write(output, "says the wrapper: come back later"u8, default);

        Assert.Equal(catalogue.Diagnose("says the wrapper: come back later").ToJson(), Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string Streamed(ReadOnlySpan<byte> text, Evidence evidence)
    {
        var output = new ArrayBufferWriter<byte>();
        Diagnoser.Write(output, text, evidence);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
