using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Undelivered;

namespace MailProgram.Tests;

public sealed class AnyExceptionTests
{
    [Theory]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.NetworkUnreachable)]
    public void A_socket_error_is_known_in_any_language(SocketError error)
    {
        var answer = new InvalidOperationException("Es ging nicht.", new ForeignSocketException(error)).Diagnose();

        Assert.Equal((CauseId.TransportConnectionFailed, Suppress.No), (answer.Cause.Id, answer.Suppress));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, CauseId.AccountCredentials)]
    [InlineData(HttpStatusCode.TooManyRequests, CauseId.RateLimited)]
    [InlineData(HttpStatusCode.ServiceUnavailable, CauseId.ProviderInternal)]
    public void The_status_of_an_HTTP_answer_is_read(HttpStatusCode status, string cause) =>
        Assert.Equal(cause, new HttpRequestException("Es ging nicht.", null, status).Diagnose().Cause.Id);

    [Fact]
    public void A_timeout_is_told() => Assert.Equal(CauseId.TransportConnectionFailed, new TaskCanceledException("x", new TimeoutException("y")).Diagnose().Cause.Id);

    [Fact]
    public void A_failed_handshake_is_told() =>
        Assert.Equal(CauseId.TransportTlsFailed, new System.Security.Authentication.AuthenticationException("Es ging nicht.").Diagnose().Cause.Id);

    [Fact]
    public void Words_of_any_other_exception_are_read()
    {
        var answer = new InvalidOperationException("550 5.1.1 <kim@example.org>: Recipient address rejected: User unknown in virtual mailbox table").Diagnose();

        Assert.Equal((CauseId.RecipientUnknown, Suppress.Yes), (answer.Cause.Id, answer.Suppress));
    }

    [Fact]
    public void The_first_reply_of_many_counts_and_none_is_lost()
    {
        var inner = Enumerable.Range(0, 300).Select(i => (Exception)new System.Net.Mail.SmtpFailedRecipientException(System.Net.Mail.SmtpStatusCode.MailboxUnavailable, $"<kim{i}@example.org>", "5.1.1 user unknown"));
        var exception = new AggregateException(inner);

        Assert.InRange(exception.DiagnoseRecipients().Count, 100, 200);
        Assert.Equal(550, exception.Diagnose().ReplyCode);
    }

    [Fact]
    public void Circles_depths_and_exceptions_that_throw_are_no_danger()
    {
        var circle = new InvalidOperationException("a", new InvalidOperationException("b"));
        typeof(Exception).GetField("_innerException", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(circle.InnerException, new AggregateException(circle, new FaultyException()));
        Exception deep = new InvalidOperationException("550 5.1.1 user unknown");
        for (var i = 0; i < 100_000; i++)
        {
            deep = new InvalidOperationException(new string('x', 10), deep);
        }

        Exception[] all = [circle, deep, new FaultyException(), new AggregateException(), new AggregateException(deep, circle), new InvalidOperationException(new string('x', 10_000_000)), null!];
        Assert.All(all, e =>
        {
            Assert.NotNull(e.Diagnose());
            Assert.NotNull(e.DiagnoseRecipients());
            Assert.NotNull(e.Diagnose(null, _ => throw new InvalidOperationException()));
        });
    }

    private sealed class ForeignSocketException(SocketError error) : SocketException((int)error)
    {
        public override string Message => "Es konnte keine Verbindung hergestellt werden";
    }

    private sealed class FaultyException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}
