using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Undelivered.Cli.Tests;

/// <summary><c>classify</c> on what is more than lines of text.</summary>
public sealed class ReadLogsTests : IDisposable
{
    private const string Log = """
        Nov 24 10:00:00 mta postfix/smtpd[1]: 9B2E7C0A41: client=app.example.org[192.0.2.1]
        Nov 24 10:00:00 mta postfix/cleanup[2]: 9B2E7C0A41: message-id=<order-1@example.org>
        Nov 24 10:00:00 mta postfix/qmgr[3]: 9B2E7C0A41: from=<shop@example.org>, size=418, nrcpt=2 (queue active)
        Nov 24 10:00:01 mta postfix/smtp[4]: 9B2E7C0A41: to=<ann@example.com>, relay=mx.example.com[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
        Nov 24 10:00:01 mta postfix/smtp[4]: 9B2E7C0A41: to=<bob@example.com>, relay=mx.example.com[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.2] said: 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command))
        Nov 24 10:00:01 mta postfix/qmgr[3]: 9B2E7C0A41: removed

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("undelivered-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private static JsonElement[] Objects(Result result) => [.. result.Lines.Select(l => JsonDocument.Parse(l).RootElement)];

    [Theory]
    [InlineData("auto")]
    [InlineData("postfix")]
    public void A_log_gives_an_object_for_each_failed_recipient(string form)
    {
        var answer = Objects(UndeliveredCommand.Managed.Run("classify", "--input", form, File("mail.log", Log))).Single();

        Assert.Equal(5, answer.GetProperty("id").GetInt32());
        Assert.Equal(("failure", "bob@example.com"), (answer.GetProperty("kind").GetString(), answer.GetProperty("recipient").GetString()));
        Assert.Equal(("recipient.unknown", "yes"), (answer.GetProperty("cause").GetString(), answer.GetProperty("suppress").GetString()));
        Assert.Equal("order-1@example.org", answer.GetProperty("original").GetProperty("messageId").GetString());
        Assert.Equal(("postfix", 5), (answer.GetProperty("source").GetProperty("form").GetString(), answer.GetProperty("source").GetProperty("line").GetInt32()));
    }

    [Fact]
    public void Successes_are_given_where_they_are_asked_for()
    {
        var answers = Objects(UndeliveredCommand.Managed.Run("classify", "--kinds", "all", "--fields", "kind,recipient,entry,match", File("mail.log", Log)));

        Assert.Equal(["delivered ann@example.com report.delivered form", "failure bob@example.com generic.user-unknown code+text"],
            answers.Select(a => $"{a.GetProperty("kind")} {a.GetProperty("recipient")} {a.GetProperty("entry")} {a.GetProperty("match")}")
                .Select(a => a.Replace("postfix.user-unknown", "generic.user-unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public void Totals_count_the_kinds()
    {
        var lines = UndeliveredCommand.Managed.Run("classify", "--kinds", "all", "--output", "none", File("mail.log", Log)).Lines;

        Assert.Contains("kind failure\t1", lines);
        Assert.Contains("kind delivered\t1", lines);
    }

    [Fact]
    public void A_table_has_the_columns_of_a_report()
    {
        var rows = UndeliveredCommand.Managed.Run("classify", "--output", "csv", File("mail.log", Log)).Lines;

        Assert.EndsWith("kind,recipient,envelopeSender,remoteMta,status,time,queueId,messageId,file,line,form", rows[0].TrimEnd('\r'));
        Assert.Contains(",failure,bob@example.com,shop@example.org,mx.example.com,5.1.1,", rows[1]);
    }

    [Theory]
    [InlineData("--kinds", "failures", "There is no kind 'failures'")]
    [InlineData("--key", "mailgun", "--key takes the provider and a file")]
    [InlineData("--key", "mailgun=/no/such/file", "There is no file")]
    [InlineData("--input", "maildir", "is no folder")]
    public void What_cannot_be_meant_is_explained(string option, string value, string says)
    {
        var result = UndeliveredCommand.Managed.Run("classify", option, value, File("mail.log", Log));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Error);
    }

    [Fact]
    public void A_log_is_followed_as_it_grows_and_when_it_is_rotated()
    {
        var lines = Log.Split('\n');
        var path = File("mail.log", string.Join('\n', lines[..4]) + "\n");
        using var process = UndeliveredCommand.Managed.Start("classify", "--follow", "--input", "postfix", "--fields", "recipient", path);
        process.StandardInput.Close();
        Thread.Sleep(500);
        System.IO.File.AppendAllText(path, string.Join('\n', lines[4..]));
        Assert.Equal("bob@example.com", Recipient());

        System.IO.File.Move(path, path + ".1");
        System.IO.File.WriteAllText(path, Log.Replace("bob@", "eve@", StringComparison.Ordinal));
        Assert.Equal("eve@example.com", Recipient());

        System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString()]).WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)), "Ctrl+C does not end it.");

        string? Recipient()
        {
            var line = process.StandardOutput.ReadLineAsync();
            Assert.True(line.Wait(TimeSpan.FromSeconds(20)), "Nothing is answered.");
            return JsonDocument.Parse(line.Result!).RootElement.GetProperty("recipient").GetString();
        }
    }
}
