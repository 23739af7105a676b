using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Undelivered;
using Undelivered.MailKit;

namespace MailProgram.Tests;

/// <summary>Exceptions that MailKit itself threw, diagnosed as a mail program would: with both namespaces in use.</summary>
public sealed class RealMailKitExceptionTests
{
    private const string Unknown = "550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table";

    [Fact]
    public async Task A_refused_recipient_is_named_and_suppressed()
    {
        var exception = await Sending(("RCPT", Unknown));
        var answer = exception.Diagnose();

        Assert.IsType<SmtpCommandException>(exception);
        Assert.Equal((CauseId.RecipientUnknown, Suppress.Yes, 550, "5.1.1"), (answer.Cause.Id, answer.Suppress, answer.ReplyCode, answer.EnhancedCode.ToString()));
        Assert.Contains("mailkit", answer.Via);
        var failed = Assert.Single(exception.DiagnoseRecipients());
        Assert.Equal(("kim@example.org", Suppress.Yes), (failed.Recipient, failed.Diagnosis.Suppress));
        Assert.Equal(CauseId.RecipientUnknown, exception.Diagnose(Catalogue.Default).Cause.Id);
        Assert.Single(exception.DiagnoseRecipients(Catalogue.Default));
        Assert.Equal(CauseId.RecipientUnknown, new InvalidOperationException("Could not send.", exception).Diagnose().Cause.Id);
        Assert.Equal(CauseId.RecipientUnknown, new AggregateException(exception).Diagnose().Cause.Id);
    }

    [Theory]
    [InlineData("MAIL", "550 5.1.1 <me@example.com>: user unknown")]
    [InlineData("MAIL", "550 5.1.8 <me@example.com>: Sender address rejected: Domain not found")]
    [InlineData(".", "550 5.1.1 user unknown")]
    [InlineData("DATA", "550 5.1.1 user unknown")]
    [InlineData("greeting", "554 5.7.1 no such user")]
    public async Task Nobody_is_suppressed_where_it_is_not_the_recipient_that_was_refused(string command, string reply)
    {
        var exception = await Sending((command, reply));

        Assert.IsType<SmtpCommandException>(exception);
        Assert.Equal(Suppress.No, exception.Diagnose().Suppress);
        Assert.Empty(exception.DiagnoseRecipients());
    }

    [Fact]
    public async Task A_greylisted_recipient_is_tried_again()
    {
        var answer = (await Sending(("RCPT", "451 4.7.1 Greylisting in action, please come back later"))).Diagnose();

        Assert.Equal((CauseId.TransportGreylisted, Retry.Backoff, Suppress.No), (answer.Cause.Id, answer.Retry, answer.Suppress));
    }

    [Fact]
    public async Task A_message_that_is_spam_is_no_matter_of_the_recipient()
    {
        var answer = (await Sending((".", "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy."))).Diagnose();

        Assert.Equal((CauseId.AuthenticationDmarc, Suppress.No), (answer.Cause.Id, answer.Suppress));
    }

    [Theory]
    [InlineData("535 5.7.8 Error: authentication failed: authentication failure", CauseId.AccountCredentials)]
    [InlineData("535 5.7.8 no such user", null)]
    public async Task A_refused_sign_in_is_a_matter_of_the_account(string reply, string? cause)
    {
        var exception = await Caught(async client =>
        {
            using var server = new ScriptedServer(("EHLO", "250-mx.example.org\r\n250 AUTH PLAIN"), ("AUTH", reply));
            await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
            await client.AuthenticateAsync("me", "wrong");
        });

        Assert.IsType<AuthenticationException>(exception);
        Assert.Equal(Suppress.No, exception.Diagnose().Suppress);
        Assert.Equal(cause ?? exception.Diagnose().Cause.Id, exception.Diagnose().Cause.Id);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told()
    {
        var exception = await Connecting(SecureSocketOptions.StartTls, ("EHLO", "250-mx.example.org\r\n250 STARTTLS"), ("STARTTLS", "220 2.0.0 go on"));

        Assert.IsType<SslHandshakeException>(exception);
        Assert.Equal((CauseId.TransportTlsFailed, Suppress.No), (exception.Diagnose().Cause.Id, exception.Diagnose().Suppress));
    }

    [Fact]
    public async Task A_server_without_STARTTLS_is_told() =>
        Assert.Equal(CauseId.TransportTlsFailed, (await Connecting(SecureSocketOptions.StartTls)).Diagnose().Cause.Id);

    [Fact]
    public async Task TLS_to_a_port_in_plain_text_is_told() =>
        Assert.Equal(CauseId.TransportTlsFailed, (await Connecting(SecureSocketOptions.SslOnConnect)).Diagnose().Cause.Id);

    [Fact]
    public async Task A_server_that_hangs_up_is_told()
    {
        var exception = await Sending(("MAIL", ""));

        Assert.Equal((CauseId.TransportConnectionFailed, Retry.Backoff, Suppress.No), (exception.Diagnose().Cause.Id, exception.Diagnose().Retry, exception.Diagnose().Suppress));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told()
    {
        var exception = await Caught(c => c.ConnectAsync("127.0.0.1", FreePort(), SecureSocketOptions.None));

        Assert.Equal(CauseId.TransportConnectionFailed, exception.Diagnose().Cause.Id);
    }

    [Fact]
    public async Task A_server_whose_name_is_unknown_does_not_condemn_the_recipient()
    {
        var answer = (await Caught(c => c.ConnectAsync("smtp.example.invalid", 25, SecureSocketOptions.None))).Diagnose();

        Assert.Equal(Suppress.No, answer.Suppress);
        Assert.True(answer.IsRecognised);
    }

    [Fact]
    public async Task A_program_that_did_not_connect_is_told() =>
        Assert.Equal(CauseId.RequestProtocol, (await Caught(c => c.SendAsync(Message()))).Diagnose().Cause.Id);

    private static Task<Exception> Sending(params (string Command, string Reply)[] replies) => Caught(async client =>
    {
        using var server = new ScriptedServer(replies);
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.SendAsync(Message());
    });

    private static Task<Exception> Connecting(SecureSocketOptions options, params (string Command, string Reply)[] replies) => Caught(async client =>
    {
        using var server = new ScriptedServer(replies);
        await client.ConnectAsync("127.0.0.1", server.Port, options);
    });

    private static async Task<Exception> Caught(Func<SmtpClient, Task> send)
    {
        using var client = new SmtpClient { Timeout = 20_000 };
        return await Assert.ThrowsAnyAsync<Exception>(() => send(client));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static MimeMessage Message() => new([MailboxAddress.Parse("me@example.com")], [MailboxAddress.Parse("kim@example.org")], "Hi", new TextPart("plain") { Text = "Hello" });
}
