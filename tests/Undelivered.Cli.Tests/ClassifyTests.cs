using System.Text;
using System.Text.Json;

namespace Undelivered.Cli.Tests;

public sealed class ClassifyTests
{
    private static void WriteLines(Stream stream, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ids_and_order_are_kept_whatever_the_ids_are(bool native)
    {
        string[] ids = ["1", "\"two\"", "[3,{\"a\":null}]", "{\"b\": 4.0}", "null", "\"é\\u0041\"", "-1e3", "true"];
        var result = UndeliveredCommand.Of(native).Run(
            stream => WriteLines(stream, ids.Select(id => $"{{\"text\": \"550 5.1.1 User unknown\", \"id\": {id}, \"other\": [1, 2]}}")),
            "classify", "--input", "jsonl", "--output", "jsonl");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(ids.Length, result.Lines.Length);
        foreach (var (id, line) in ids.Zip(result.Lines))
        {
            Assert.StartsWith($"{{\"id\":{id},", line);
            Assert.Equal("recipient.unknown", JsonDocument.Parse(line).RootElement.GetProperty("cause").GetString());
        }
    }

    [Theory]
    [InlineData("{\"id\": 7, \"text\": ", "not JSON")]
    [InlineData("not json at all", "not JSON")]
    [InlineData("[1, 2]", "no JSON object")]
    [InlineData("{\"id\": 7}", "no \"text\"")]
    [InlineData("{\"id\": 7, \"text\": 42}", "no \"text\"")]
    [InlineData("{\"id\": 7, \"text\": \"a\"} {\"id\": 8}", "not JSON")]
    [InlineData("{\"id\": 7, \"text\": \"\\ud800\"}", "not valid Unicode")]
    public void A_bad_line_becomes_an_object_with_error_and_stops_nothing(string bad, string why)
    {
        var result = UndeliveredCommand.Managed.Run(
            stream => WriteLines(stream, ["{\"id\": 1, \"text\": \"550 5.1.1 User unknown\"}", bad, "{\"id\": 3, \"text\": \"550 5.1.1 User unknown\"}"]),
            "classify", "--input", "jsonl");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Lines.Length);
        var error = JsonDocument.Parse(result.Lines[1]).RootElement;
        Assert.Contains("line 2", error.GetProperty("error").GetString());
        Assert.Contains(why, error.GetProperty("error").GetString());
        Assert.Equal(2, error.GetProperty("line").GetInt32());
        Assert.Equal(3, JsonDocument.Parse(result.Lines[2]).RootElement.GetProperty("id").GetInt32());
        Assert.Contains("1 of 3 lines", result.Error);
    }

    [Fact]
    public void A_bad_line_keeps_the_id_that_could_be_read()
    {
        var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, ["{\"id\": \"m-9\", \"text\": 42}"]), "classify", "--input", "jsonl");

        Assert.Equal("m-9", JsonDocument.Parse(result.Lines[0]).RootElement.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_long_stream_takes_constant_memory(bool native)
    {
        const int Count = 150_000;
        var line = Encoding.UTF8.GetBytes("{\"id\": 1, \"text\": \"550-5.7.26 Unauthenticated email from example.org is not accepted due to\\n550-5.7.26 domain's DMARC policy. d2e1a72fcca58-1 - gsmtp\", \"provider\": \"mailgun\"}\n");
        var result = UndeliveredCommand.Of(native).Run(
            stream =>
            {
                for (var i = 0; i < Count; i++)
                {
                    stream.Write(line);
                }
            },
            "classify", "--output", "none");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"read\t{Count}", result.Output);
        Assert.Contains($"cause authentication.dmarc\t{Count}", result.Output);
        Assert.True(result.PeakMemory < 200_000_000, $"{result.PeakMemory:N0} bytes");
    }

    [Fact]
    public void A_line_of_50_MB_is_told_and_the_next_one_read()
    {
        var chunk = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
        var result = UndeliveredCommand.Managed.Run(
            stream =>
            {
                stream.Write("{\"id\": 1, \"text\": \""u8);
                for (var i = 0; i < 50; i++)
                {
                    stream.Write(chunk);
                }

                stream.Write("\"}\n{\"id\": 2, \"text\": \"550 5.1.1 User unknown\"}"u8);
            },
            "classify");

        Assert.Equal(2, result.Lines.Length);
        Assert.Contains("longer than", JsonDocument.Parse(result.Lines[0]).RootElement.GetProperty("error").GetString());
        Assert.Equal("recipient.unknown", JsonDocument.Parse(result.Lines[1]).RootElement.GetProperty("cause").GetString());
        Assert.True(result.PeakMemory < 200_000_000, $"{result.PeakMemory:N0} bytes");
    }

    [Fact]
    public void Plain_lines_are_recognised_and_numbered()
    {
        var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, ["550 5.1.1 User unknown", "", "421 4.7.0 Try again later\r"]), "classify");

        Assert.Equal(["1", "3"], result.Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetRawText()));
    }

    [Fact]
    public void Csv_cells_cannot_become_formulas()
    {
        var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, ["=cmd|' /C calc'!A0, \"550\" User unknown"]), "classify", "--input", "lines", "--output", "csv");

        Assert.StartsWith("id,entry,speaker", result.Lines[0]);
        Assert.Contains("\"'=cmd|' /C calc'!A0, \"\"550\"\" User unknown\"", result.Lines[1]);
    }

    [Fact]
    public void Only_the_fields_that_are_asked_for_are_written()
    {
        var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, ["550 5.1.1 User unknown"]), "classify", "--fields", "id,retry,suppress");

        Assert.Equal("{\"id\":1,\"retry\":\"no\",\"suppress\":\"yes\"}", result.Lines[0]);
        Assert.Equal(2, UndeliveredCommand.Managed.Run("classify", "--fields", "colour").ExitCode);
    }

    [Fact]
    public void An_unknown_provider_hint_is_ignored()
    {
        var result = UndeliveredCommand.Managed.Run(
            stream => WriteLines(stream, ["{\"id\": 1, \"text\": \"550 5.1.1 User unknown\", \"provider\": \"no such one\"}"]), "classify");

        Assert.Equal("recipient.unknown", JsonDocument.Parse(result.Lines[0]).RootElement.GetProperty("cause").GetString());
    }

    [Theory]
    [InlineData("/no/such/file", "There is no file")]
    public void Input_that_cannot_be_read_is_named(string path, string why)
    {
        var result = UndeliveredCommand.Managed.Run("classify", path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(why, result.Error);
    }

    [Theory]
    [InlineData("\"a\u00FFb\"")]
    [InlineData("{\"a\": \"\u00C0\"}")]
    public void An_id_that_is_not_utf8_does_not_reach_the_output(string id)
    {
        var result = UndeliveredCommand.Managed.Run(
            stream => stream.Write(Encoding.Latin1.GetBytes($"{{\"text\": \"550 5.1.1 User unknown\", \"id\": {id}}}\n{{\"id\": 2, \"text\": \"550\"}}")), "classify", "--input", "jsonl");

        Assert.Equal(2, result.Lines.Length);
        Assert.Equal("{\"id\":null,\"error\":\"line 1 cannot be read: its id is not valid Unicode\",\"line\":1}", result.Lines[0]);
    }

    [Fact]
    public void An_id_stays_in_its_line()
    {
        var result = UndeliveredCommand.Managed.Run(
            stream => stream.Write("{\"id\": {\"a\":\r1,\r\r\"b\": \"\\r\"}, \"text\": \"550 5.1.1 User unknown\"}\r\n"u8), "classify", "--input", "jsonl", "--fields", "id,retry");

        Assert.Equal("{\"id\":{\"a\": 1,  \"b\": \"\\r\"},\"retry\":\"no\"}\n", result.Output);
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("remoteHost")]
    [InlineData("enhancedCode")]
    public void A_hint_that_is_not_valid_unicode_is_ignored(string hint)
    {
        var result = UndeliveredCommand.Managed.Run(
            stream => WriteLines(stream, ((string[])["mailgun", "\\ud800", "mailgun"]).Select(value => $"{{\"{hint}\": \"{value}\", \"id\": 1, \"text\": \"550 5.1.1 User unknown\"}}")), "classify", "--input", "jsonl");

        Assert.All(result.Lines, line => Assert.Equal("recipient.unknown", JsonDocument.Parse(line).RootElement.GetProperty("cause").GetString()));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_is_no_part_of_the_text(string encoding)
    {
        const string Text = "550 5.1.1 <zoë@example.org>: User unknown";
        var with = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. with.GetPreamble(), .. with.GetBytes(Text + "\r\n" + Text)];
        var classified = UndeliveredCommand.Managed.Run(stream => stream.Write(bytes), "classify", "--fields", "text");
        var explained = UndeliveredCommand.Managed.Run(stream => stream.Write(bytes), "explain", "--format", "json");

        Assert.Equal($"{{\"id\":1,\"text\":\"{Text}\"}}\n{{\"id\":2,\"text\":\"{Text}\"}}\n", classified.Output);
        Assert.Equal(Text + "\r\n" + Text, JsonDocument.Parse(explained.Output).RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("\u00EF\u00BB5")]
    public void Input_that_is_shorter_than_a_mark_is_read(string latin1) =>
        Assert.Equal(latin1.Length == 0 ? 0 : 1, UndeliveredCommand.Managed.Run(stream => stream.Write(Encoding.Latin1.GetBytes(latin1)), "classify").Lines.Length);

    [Theory]
    [InlineData("{\"code\":\"EENVELOPE\",\"response\":\"421 4.3.0 Temporary System Problem. Try again later (10). - gsmtp\"}", true)]
    [InlineData("{\"error\": {\"text\": \"550 5.1.1 User unknown\"}}", true)]
    [InlineData("{\"id\": 1, \"text\": 42}", true)]
    [InlineData("{", true)]
    [InlineData("\t {\"id\": {\"text\": 1}, \"text\" : \"550 5.1.1 User unknown\"}", false)]
    public void Only_objects_with_a_text_are_taken_for_json_lines(string first, bool areLines)
    {
        var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, ["", first, first]), "classify");

        Assert.Equal(2, result.Lines.Length);
        Assert.All(result.Lines, line => Assert.DoesNotContain("cannot be read", line));
        Assert.Equal(areLines ? "2" : "{\"text\": 1}", JsonDocument.Parse(result.Lines[0]).RootElement.GetProperty("id").GetRawText());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_live_stream_is_answered_while_it_stays_open(int jobs)
    {
        using var process = UndeliveredCommand.Managed.Start("classify", "--jobs", $"{jobs}", "--fields", "id,retry");
        for (var line = 1; line <= 3; line++)
        {
            await process.StandardInput.WriteAsync("550 5.1.1 User unknown\n");
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            var answer = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal($"{{\"id\":{line},\"retry\":\"no\"}}", answer);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Several_files_are_read_one_after_the_other(int jobs)
    {
        var folder = Directory.CreateTempSubdirectory("undelivered-");
        try
        {
            var (plain, json) = (Path.Combine(folder.FullName, "a \"b\".txt"), Path.Combine(folder.FullName, "c.jsonl"));
            File.WriteAllText(plain, "550 5.1.1 User unknown\n\n421 4.7.0 Try again later");
            File.WriteAllText(json, "{\"id\": 7, \"text\": \"550 5.1.1 User unknown\"}\nnot json\n");
            var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, ["550 5.1.1 User unknown"]), "classify", "--jobs", $"{jobs}", plain, json, "-");

            var lines = result.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
            Assert.Equal([plain + ":1", plain + ":3", "7", "", "-:1"], lines.Select(l => l.GetProperty("id").ToString()));
            Assert.StartsWith($"line 2 of '{json}' cannot be read", lines[3].GetProperty("error").GetString());
            Assert.Equal(2, UndeliveredCommand.Managed.Run("classify", plain, "/no/such").ExitCode);
            Assert.Empty(UndeliveredCommand.Managed.Run("classify", plain, "/no/such").Output);
            Assert.Equal(["1", "3"], UndeliveredCommand.Managed.Run("classify", plain, "--fields", "id").Lines.Select(l => l[6..^1]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("-1.5e3", "-1.5e3")]
    [InlineData("\"a\\\"\"", "\"a\"\"\"")]
    [InlineData("\"\\u00fc\"", "ü")]
    [InlineData("\"\\n=1+1\"", "\"'\n=1+1\"")]
    [InlineData("\"＝1+1\"", "'＝1+1")]
    [InlineData("\"-1+1\"", "'-1+1")]
    [InlineData("\"\\ud800\"", "\\ud800")]
    [InlineData("\"a\\u001b[2Jb\\u009bc\"", "a[2Jbc")]
    [InlineData("{\"a\": 1}", "\"{\"\"a\"\": 1}\"")]
    public void An_id_becomes_a_cell_of_csv(string id, string cell)
    {
        var result = UndeliveredCommand.Managed.Run(stream => WriteLines(stream, [$"{{\"id\": {id}, \"text\": \"550 5.1.1 User unknown\"}}"]), "classify", "--output", "csv");

        Assert.Contains($"\r\n{cell},", result.Output);
    }
}
