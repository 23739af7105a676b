using System.Text;
using System.Text.Json;

namespace Undelivered.Cli.Tests;

public sealed class ExplainTests
{
    private const string Dmarc = "550-5.7.26 Unauthenticated email from example.org is not accepted due to\\n550-5.7.26 domain's DMARC policy. - gsmtp";

    private const string Nodemailer =
        "“code”:“EENVELOPE”,“response”:“421 4.3.0 Temporary System Problem. Try again later (10). o11-20020a056e02092b00b0031559b0cb61sm1590122ilt.8 - gsmtp”,“responseCode”:421,“command”:“DATA";

    [Theory]
    [InlineData(false, Dmarc, "gmail.dmarc-policy", "authentication.dmarc", "permanent", "after-fix", "no")]
    [InlineData(true, Dmarc, "gmail.dmarc-policy", "authentication.dmarc", "permanent", "after-fix", "no")]
    [InlineData(false, Nodemailer, "gmail.temporary-system-problem", "transport.busy", "temporary", "backoff", "no")]
    [InlineData(true, Nodemailer, "gmail.temporary-system-problem", "transport.busy", "temporary", "backoff", "no")]
    [InlineData(false, "0x800ccc0f", "outlook-client.connection-dropped", "transport.connection_failed", "temporary", "backoff", "no")]
    [InlineData(true, "2148322319", "outlook-client.connection-dropped", "transport.connection_failed", "temporary", "backoff", "no")]
    public void An_error_is_answered_as_json(bool native, string text, string entry, string cause, string permanence, string retry, string suppress)
    {
        var result = UndeliveredCommand.Of(native).Run("explain", "--format", "json", text);

        Assert.Equal(0, result.ExitCode);
        var answer = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(entry, answer.GetProperty("entry").GetString());
        Assert.Equal(cause, answer.GetProperty("cause").GetString());
        Assert.Equal(permanence, answer.GetProperty("permanence").GetString());
        Assert.Equal(retry, answer.GetProperty("retry").GetString());
        Assert.Equal(suppress, answer.GetProperty("suppress").GetString());
    }

    [Fact]
    public void The_time_to_try_again_is_taken_from_the_text()
    {
        var result = UndeliveredCommand.Managed.Run(
            "explain", "--format", "json", "Domain mg.acme.io is not allowed to send: request limit exceeded, try again after Mon, 20 Dec 2021 20:33:21 UTC");

        var answer = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("2021-12-20T20:33:21Z", answer.GetProperty("retryAfter").GetString());
        Assert.Equal("mg.acme.io", answer.GetProperty("captures").GetProperty("domain").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_answer_for_a_person_stands_first_and_is_plain_when_piped(bool native)
    {
        var result = UndeliveredCommand.Of(native).Run("explain", Dmarc);

        Assert.StartsWith("Gmail refused the message", result.Lines[0].Trim());
        Assert.DoesNotContain('\e', result.Output);
        Assert.Contains("What to do", result.Output);
        Assert.All(result.Lines, line => Assert.True(line.Length <= 100 && line == line.TrimEnd(), line));
    }

    [Fact]
    public void A_text_that_nobody_knows_is_told_by_exit_code_3()
    {
        var result = UndeliveredCommand.Managed.Run("explain", "the quick brown fox");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Suppress?", result.Output);
    }

    [Fact]
    public void Empty_input_is_bad_input()
    {
        foreach (var result in (Result[])[UndeliveredCommand.Managed.Run("explain", " "), UndeliveredCommand.Managed.Run(_ => { }, "explain")])
        {
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("is empty", result.Error);
            Assert.Empty(result.Output);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_not_there_is_named(bool native)
    {
        var result = UndeliveredCommand.Of(native).Run("explain", "--file", "/no/such/file.txt");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no file '/no/such/file.txt'", result.Error);
    }

    [Fact]
    public void Binary_input_is_refused_with_advice()
    {
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);
        var result = UndeliveredCommand.Managed.Run(stream => stream.Write(bytes), "explain");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is binary", result.Error);
    }

    [Fact]
    public void Invalid_utf8_is_read_as_far_as_it_goes()
    {
        byte[] text = [.. "550 5.1.1 "u8, 0xFF, 0xC0, .. " User unknown in virtual mailbox table"u8];
        var result = UndeliveredCommand.Managed.Run(stream => stream.Write(text), "explain", "--format", "json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("recipient.unknown", JsonDocument.Parse(result.Output).RootElement.GetProperty("cause").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_of_50_MB_is_cut_in_bounded_memory(bool native)
    {
        var chunk = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
        var result = UndeliveredCommand.Of(native).Run(
            stream =>
            {
                stream.Write("552 5.2.2 The email account that you tried to reach is over quota "u8);
                for (var i = 0; i < 50; i++)
                {
                    stream.Write(chunk);
                }
            },
            "explain");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("only the beginning is read", result.Error);
        Assert.True(result.PeakMemory < 100_000_000, $"{result.PeakMemory:N0} bytes");
    }

    [Fact]
    public void Hostile_text_cannot_move_the_cursor()
    {
        var result = UndeliveredCommand.Managed.Run("explain", "550 5.1.1 User unknown \u001b[2J\u001b]0;owned\u0007 \u202Eevil");

        Assert.DoesNotContain('\e', result.Output);
        Assert.DoesNotContain('\u0007', result.Output);
        Assert.DoesNotContain('\u202E', result.Output);
    }

    [Fact]
    public void Markdown_is_for_a_ticket()
    {
        var result = UndeliveredCommand.Managed.Run("explain", "--format", "markdown", Dmarc);

        Assert.StartsWith("#", result.Output);
        Assert.Contains("gmail.dmarc-policy", result.Output);
    }

    [Theory]
    [InlineData("explain", "--formt", "json", "x")]
    [InlineData("explian", "x")]
    [InlineData("explain", "--format", "yaml", "x")]
    public void A_misspelt_command_is_bad_input(params string[] arguments)
    {
        var result = UndeliveredCommand.Managed.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("undelivered:", result.Error);
    }

    [Fact]
    public void A_text_that_begins_with_an_at_sign_is_a_text()
    {
        var result = UndeliveredCommand.Managed.Run("explain", "@example.com: 550 5.1.1 User unknown");

        Assert.Equal(0, result.ExitCode);
    }
}
