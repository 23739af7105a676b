using System.Text;
using Undelivered.Mail.Bounces;

namespace Undelivered.Mail.Tests;

public sealed class MailboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("undelivered-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_mailbox_is_cut_at_its_From_lines()
    {
        var box = "From MAILER-DAEMON Tue Mar  3 09:00:00 2026\n" + Text("exim-remote") + "\nFrom MAILER-DAEMON Tue Mar  3 09:00:01 2026\n" + Text("qmail-local");

        var pieces = Split(new MboxForm(), box);

        Assert.Equal(2, pieces.Count);
        Assert.Equal([1L, 2 + Text("exim-remote").Count(c => c == '\n') + 1], pieces.Select(p => p.Line));
        Assert.Equal(Samples.Expected("exim-remote"), pieces[0].Read().Select(Samples.Describe));
        Assert.Equal(Samples.Expected("qmail-local"), pieces[1].Read().Select(Samples.Describe));
        Assert.Equal(pieces[1].Line, pieces[1].Read()[0].Source.Line);
        Assert.Equal(box.Length, pieces[1].Position);
    }

    [Fact]
    public void CRLF_makes_no_difference()
    {
        var box = ("From MAILER-DAEMON Tue Mar  3 09:00:00 2026\n" + Text("exim-remote") + "\nFrom MAILER-DAEMON Tue Mar  3 09:00:01 2026\n" + Text("qmail-local")).Replace("\n", "\r\n");

        Assert.Equal(["anna@example.org", "anna@example.org"], Split(new MboxForm(), box).SelectMany(p => p.Read()).Select(r => r.Recipient));
    }

    [Theory]
    [InlineData(">From here on 09:00 quoted", "From here on 09:00 quoted")]
    [InlineData(">>From here on 09:00 quoted", ">From here on 09:00 quoted")]
    public void A_quoted_From_does_not_cut(string written, string meant)
    {
        var pieces = Split(new MboxForm(), $"From a@example.org Tue Mar  3 09:00:00 2026\nFrom: a@example.org\nSubject: x\nTo: b@example.org\n\n{written}\n");

        Assert.Contains(meant, Assert.Single(Assert.Single(pieces).Read()).Evidence.Text);
    }

    [Fact]
    public void A_From_within_a_paragraph_or_without_a_time_does_not_cut() =>
        Assert.Single(Split(new MboxForm(), "From a@example.org Tue Mar  3 09:00:00 2026\nFrom: a@example.org\nSubject: x\n\nHello.\nFrom b@example.org Tue Mar  3 09:00:00 2026\n\nFrom now on all is well.\n"));

    [Fact]
    public void Of_a_mail_that_is_too_long_the_beginning_is_read_and_the_next_is_whole()
    {
        var box = "From a@example.org Tue Mar  3 09:00:00 2026\n" + Text("exim-remote") + new string('x', 3_000_000) + "\n\nFrom a@example.org Tue Mar  3 09:00:00 2026\n" + Text("qmail-local");

        var reports = Split(new MboxForm(), box, new ReadOptions { MaxMailLength = 100_000 }).SelectMany(p => p.Read()).ToList();

        Assert.Equal(["exim", "qmail"], reports.Select(r => r.Source.Form));
        Assert.Contains("skipped", Assert.Single(reports[0].Defects));
        Assert.Empty(reports[1].Defects);
    }

    [Fact]
    public void A_Maildir_gives_cur_and_then_new_in_order()
    {
        foreach (var part in (string[])["cur", "new", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, part));
        }

        File.WriteAllText(Path.Combine(_folder, "new", "3.host"), Text("exim-remote"));
        File.WriteAllText(Path.Combine(_folder, "cur", "2.host:2,S"), Text("qmail-local"));
        File.WriteAllText(Path.Combine(_folder, "cur", "1.host:2,S"), Text("gmail-old"));
        File.WriteAllText(Path.Combine(_folder, "tmp", "0.host"), Text("gmail-old"));

        Assert.True(Maildir.Is(_folder));
        var reports = Maildir.Split(_folder, new ReadOptions()).SelectMany(p => p.Read()).ToList();

        Assert.Equal(["gmail", "qmail", "exim"], reports.Select(r => r.Source.Form));
        Assert.EndsWith("1.host:2,S", reports[0].Source.File);
        Assert.Null(reports[0].Source.Line);
    }

    [Fact]
    public void A_folder_of_eml_files_is_read_by_name()
    {
        File.WriteAllText(Path.Combine(_folder, "b.eml"), Text("exim-remote"));
        File.WriteAllText(Path.Combine(_folder, "a.eml"), Text("qmail-local"));
        File.WriteAllText(Path.Combine(_folder, "readme.txt"), "no mail");

        Assert.Equal(["qmail", "exim"], Maildir.Split(_folder, new ReadOptions()).SelectMany(p => p.Read()).Select(r => r.Source.Form));
    }

    [Fact]
    public void What_a_server_writes_into_a_pipe_may_begin_with_a_From_line() =>
        Assert.Equal(Samples.Expected("exim-remote"), BounceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes("From MAILER-DAEMON Tue Mar  3 09:00:00 2026\n" + Text("exim-remote")))).Select(Samples.Describe));

    [Theory, MemberData(nameof(SampleTests.Names), MemberType = typeof(SampleTests))]
    public void Every_sample_is_recognised_as_a_mail(string name)
    {
        var bytes = Samples.Bytes(name);

        Assert.Equal("eml", InputForms.Recognise(bytes)?.Name);
        Assert.Equal("eml", InputForms.Recognise(bytes.AsSpan(0, Math.Min(bytes.Length, 700)))?.Name);
        Assert.Equal("mbox", InputForms.Recognise([.. "From a@example.org Tue Mar  3 09:00:00 2026\n"u8, .. bytes])?.Name);
    }

    [Theory]
    [InlineData("550 5.1.1 User unknown\n")]
    [InlineData("Error: something went wrong\n")]
    [InlineData("Error: something\nCaused by: something else\n")]
    [InlineData("smtp; 550 5.1.1 <a@example.org>: User unknown\n")]
    [InlineData("Status: 5.1.1\n")]
    [InlineData("Mar  3 09:00:00 mx postfix/smtp[123]: ABC: to=<a@example.org>, relay=none, status=deferred\n")]
    [InlineData("2026-03-03 09:00:00 1abCdE-000123-AB ** a@example.org R=dnslookup: Unrouteable address\n")]
    [InlineData("{\"event\":\"failed\"}\n")]
    [InlineData("From now on, 550 means no.\n")]
    [InlineData("MailKit.Net.Smtp.SmtpCommandException: 5.1.1 unknown\n   at Foo()\n")]
    [InlineData("")]
    [InlineData("\n\n")]
    public void What_is_no_mail_is_not_taken_for_one(string text)
    {
        Assert.False(new EmlForm().Fits(Encoding.UTF8.GetBytes(text)));
        Assert.False(new MboxForm().Fits(Encoding.UTF8.GetBytes(text)));
    }

    private static string Text(string sample) => Encoding.UTF8.GetString(Samples.Bytes(sample));

    private static List<InputPiece> Split(InputForm form, string text, ReadOptions? options = null) => [.. form.Split(new MemoryStream(Encoding.UTF8.GetBytes(text)), options ?? new ReadOptions())];
}
