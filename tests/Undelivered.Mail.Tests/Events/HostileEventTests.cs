using System.Text;
using CsCheck;

namespace Undelivered.Mail.Tests.Events;

/// <summary>Whatever is done to an event, reading it gives reports or says that it cannot be read.</summary>
public sealed class HostileEventTests
{
    private static readonly (string Form, byte[] Json)[] Samples =
        [.. EventRecognitionTests.Samples.Select(s => (s.Data.Item1, Encoding.UTF8.GetBytes(s.Data.Item2)))];

    private static readonly string[] Words = ["\"", "\\", "{", "}", "[", "]", ",", ":", "null", "1e999", "-1", "\\ud83d", "\\u0000", "\n", "true", "\"<\"", "\"@\"", "99999999999999999999", "\"\""];

    private static readonly Gen<byte[]> Bits = Gen.OneOf(Gen.Int[0, Words.Length - 1].Select(i => Encoding.UTF8.GetBytes(Words[i])), Gen.Byte.Array[1, 3]);

    [Fact]
    public void Mutated_events_throw_nothing_but_that_they_cannot_be_read() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 12], Bits).Array[0, 6]).Sample((sample, edits) =>
        {
            var (form, json) = Samples[sample];
            List<byte> bytes = [.. json];
            foreach (var (at, remove, insert) in edits)
            {
                var from = at % (bytes.Count + 1);
                bytes.RemoveRange(from, Math.Min(remove, bytes.Count - from));
                bytes.InsertRange(from, insert);
            }

            ReadAll(form, [.. bytes]);
        }, iter: 4_000);

    [Fact]
    public void Any_value_may_stand_in_any_field() => Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Int[0, 60], Bits).Sample((sample, which, value) =>
    {
        var (form, json) = Samples[sample];
        var text = Encoding.UTF8.GetString(json);
        var colons = Enumerable.Range(0, text.Length).Where(i => text[i] == ':' && i > 0 && text[i - 1] == '"').ToArray();
        var from = colons[which % colons.Length] + 1;
        var to = text.AsSpan(from).IndexOfAny(",}]") is >= 0 and var length ? from + length : text.Length;
        ReadAll(form, [.. Encoding.UTF8.GetBytes(text[..from]), .. value, .. Encoding.UTF8.GetBytes(text[to..])]);
    }, iter: 4_000);

    [Fact]
    public void A_reply_that_was_cut_in_the_middle_of_a_character_is_read()
    {
        var report = EventInput.One("sendgrid-event", """{"event":"bounce","email":"kim@example.org","sg_event_id":"1","reason":"550 5.1.1 unknown user \ud83d"}""");

        Assert.StartsWith("550 5.1.1 unknown user \uFFFD", report.Evidence.Text);
    }

    private static void ReadAll(string form, byte[] bytes)
    {
        foreach (var any in InputForms.All)
        {
            any.Fits(bytes);
        }

        foreach (var options in new[] { new ReadOptions(), new() { Keys = new() { Mailgun = "k", AmazonSns = "no certificate" } } })
        {
            foreach (var piece in EventInput.Split(form, bytes, options))
            {
                try
                {
                    foreach (var report in piece.Read())
                    {
                        Catalogue.Default.Diagnose(report.Evidence);
                    }
                }
                catch (UnreadableException fault)
                {
                    Assert.NotEmpty(fault.Message);
                }
            }
        }
    }
}
