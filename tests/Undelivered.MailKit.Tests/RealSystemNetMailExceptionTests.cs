using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Undelivered;

namespace MailProgram.Tests;

/// <summary>Exceptions that System.Net.Mail itself threw, diagnosed with the core alone.</summary>
public sealed class RealSystemNetMailExceptionTests
{
    private const string Unknown = "550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table";

    [Fact]
    public void A_refused_recipient_is_named_and_suppressed()
    {
        var exception = Sending(["kim@example.org"], ("RCPT", Unknown));

        var answer = exception.Diagnose();
        Assert.IsType<SmtpFailedRecipientException>(exception);
        Assert.Equal((CauseId.RecipientUnknown, Suppress.Yes, 550), (answer.Cause.Id, answer.Suppress, answer.ReplyCode));
        Assert.Contains("system-net-mail", answer.Via);
        Assert.Equal("kim@example.org", Assert.Single(exception.DiagnoseRecipients()).Recipient);
    }

    [Fact]
    public void Each_refused_recipient_has_its_own_answer()
    {
        var exception = Sending(["kim@example.org", "lee@example.org", "max@example.org"], ("RCPT TO:<kim", Unknown), ("RCPT TO:<lee", "452 4.2.2 The email account that you tried to reach is over quota"));

        Assert.IsType<SmtpFailedRecipientsException>(exception);
        var failed = exception.DiagnoseRecipients();
        Assert.Equal(["kim@example.org", "lee@example.org"], failed.Select(f => f.Recipient));
        Assert.Equal([CauseId.RecipientUnknown, CauseId.RecipientMailboxFull], failed.Select(f => f.Diagnosis.Cause.Id));
        Assert.Equal([Suppress.Yes, Suppress.AfterRepeats], failed.Select(f => f.Diagnosis.Suppress));
        Assert.Equal(CauseId.RecipientUnknown, exception.Diagnose().Cause.Id);
    }

    [Theory]
    [InlineData("MAIL", "550 5.1.1 <me@example.com>: user unknown")]
    [InlineData(".", "550 5.1.1 user unknown")]
    [InlineData("greeting", "554 5.7.1 no such user")]
    public void Nobody_is_suppressed_where_it_is_not_the_recipient_that_was_refused(string command, string reply)
    {
        var exception = Sending(["kim@example.org"], (command, reply));

        Assert.Equal(Suppress.No, exception.Diagnose().Suppress);
        Assert.Empty(exception.DiagnoseRecipients());
    }

    [Fact]
    public void A_port_where_nobody_listens_is_told()
    {
        var exception = Caught(c => c.Port = FreePort());

        Assert.Equal((CauseId.TransportConnectionFailed, Retry.Backoff, Suppress.No), (exception.Diagnose().Cause.Id, exception.Diagnose().Retry, exception.Diagnose().Suppress));
    }

    [Fact]
    public void A_server_whose_name_is_unknown_does_not_condemn_the_recipient()
    {
        var answer = Caught(c => c.Host = "smtp.example.invalid").Diagnose();

        Assert.Equal(Suppress.No, answer.Suppress);
        Assert.True(answer.IsRecognised);
    }

    [Fact]
    public void A_server_without_STARTTLS_is_told()
    {
        using var server = new ScriptedServer();

        Assert.Equal(CauseId.TransportTlsFailed, Caught(c => (c.Port, c.EnableSsl) = (server.Port, true)).Diagnose().Cause.Id);
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_is_told()
    {
        using var server = new ScriptedServer(("EHLO", "250-mx.example.org\r\n250 STARTTLS"), ("STARTTLS", "220 2.0.0 go on"));

        Assert.Equal(CauseId.TransportTlsFailed, Caught(c => (c.Port, c.EnableSsl) = (server.Port, true)).Diagnose().Cause.Id);
    }

    [Fact]
    public void A_refused_sign_in_is_a_matter_of_the_account()
    {
        using var server = new ScriptedServer(("EHLO", "250-mx.example.org\r\n250 AUTH LOGIN"), ("AUTH", "535 5.7.8 no such user"), ("MAIL", "530 5.7.0 Authentication required"));

        var answer = Caught(c => (c.Port, c.Credentials) = (server.Port, new NetworkCredential("me", "wrong"))).Diagnose();
        Assert.Equal((CauseId.AccountCredentials, Suppress.No), (answer.Cause.Id, answer.Suppress));
    }

    private static Exception Sending(string[] recipients, params (string Command, string Reply)[] replies)
    {
        using var server = new ScriptedServer(replies);
        return Caught(c => c.Port = server.Port, recipients);
    }

    private static Exception Caught(Action<SmtpClient> prepare, params string[] recipients)
    {
        using var client = new SmtpClient("127.0.0.1") { Timeout = 20_000 };
        prepare(client);
        using var message = new MailMessage("me@example.com", recipients.FirstOrDefault() ?? "kim@example.org", "Hi", "Hello");
        foreach (var more in recipients.Skip(1))
        {
            message.To.Add(more);
        }

        return Assert.ThrowsAny<Exception>(() => client.Send(message));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
