using System.Text.Json;

namespace Undelivered.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private const string Lines = """
        550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual mailbox table
        550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy. - gsmtp
        550 5.9.9 frobnicated the zzyzx of 17

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("undelivered-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Input()
    {
        var path = Path.Combine(_folder, "errors.txt");
        File.WriteAllText(path, Lines);
        return path;
    }

    [Theory]
    [InlineData(false, "report.html", "<!doctype html>")]
    [InlineData(true, "report.html", "<!doctype html>")]
    [InlineData(false, "report.json", "{")]
    [InlineData(false, "report.csv", "")]
    [InlineData(false, "report.xlsx", "PK")]
    [InlineData(false, "report.md", "# 3 ")]
    public void The_name_of_the_output_tells_its_form(bool native, string name, string begins)
    {
        var output = Path.Combine(_folder, name);
        var result = UndeliveredCommand.Of(native).Run("report", Input(), "-o", output);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith(begins, File.ReadAllText(output).TrimStart('\uFEFF'));
        Assert.Equal(["errors.txt", name], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Addresses_to_suppress_go_into_a_file_of_their_own()
    {
        var log = Path.Combine(_folder, "mail.log");
        File.WriteAllText(log, "Nov 24 10:00:01 mta postfix/smtp[4]: 9B2E7C0A41: to=<bob@example.com>, relay=mx.example.com[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, "
            + "status=bounced (host mx.example.com[192.0.2.2] said: 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command))\n");
        var list = Path.Combine(_folder, "list.csv");
        var result = UndeliveredCommand.Managed.Run("report", log, "--format", "json", "--suppressions", $"plain={list}");

        Assert.Equal("bob@example.com\n", File.ReadAllText(list));
        Assert.Contains("1 addresses to suppress", result.Error);
        JsonDocument.Parse(result.Output);
    }

    [Theory]
    [InlineData("-o", "report", "does not tell the form")]
    [InlineData("--suppressions", "nobody=x", "takes a format and a file")]
    [InlineData("-o", "/", "is a folder")]
    [InlineData("-o", "/no/such/folder/report.html", "cannot be written")]
    public void What_cannot_be_written_is_explained(string option, string value, string says)
    {
        var result = UndeliveredCommand.Managed.Run("report", Input(), "--format", "html", option, value);
        if (value == "report")
        {
            result = UndeliveredCommand.Managed.Run("report", Input(), option, value);
        }

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Error);
    }
}
