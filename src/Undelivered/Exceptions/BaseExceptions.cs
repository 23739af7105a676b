using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Undelivered;

/// <summary>Reads the exceptions of the base library.</summary>
internal static class BaseExceptions
{
    public static ExceptionReading? Read(Exception exception, bool isGroup) => exception switch
    {
        // Its own recipient and code are those of the first that it holds.
        SmtpFailedRecipientsException when isGroup => null,
        SmtpFailedRecipientException refused => new() { ReplyCode = CodeOf(refused.StatusCode), Recipient = AddressIn(refused.FailedRecipient) },

        // Without a recipient it is about the session, the sender or the message.
        SmtpException smtp => new() { ReplyCode = CodeOf(smtp.StatusCode), Refused = RefusedPart.Message },
        SocketException socket => OfSession(WordsOf(socket.SocketErrorCode)),
        AuthenticationException => OfSession("TLS handshake failed"),
        HttpRequestException http => OfSession(http.StatusCode is { } status ? $"HTTP {(int)status}" : WordsOf(http.HttpRequestError)),
        WebException web => OfSession(WordsOf(web.Status)),
        TimeoutException => OfSession("Operation timed out"),
        OperationCanceledException => OfSession(null),
        IOException => OfSession(null),
        _ => null,
    };

    private static ExceptionReading OfSession(string? words) => new() { Refused = RefusedPart.Message, Words = words };

    /// <summary>The code of a reply; .NET has some values of its own for what is none.</summary>
    private static int? CodeOf(SmtpStatusCode status) => (int)status is >= 200 and <= 599 and var code ? code : null;

    private static string? AddressIn(string? recipient) => recipient?.Trim().TrimStart('<').TrimEnd('>') is { Length: > 0 } address ? address : null;

    /// <summary>The system's messages are in the language of the computer.</summary>
    private static string WordsOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "Connection refused",
        SocketError.TimedOut => "Connection timed out",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.Disconnecting => "Connection reset by peer",
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostUnreachable or SocketError.HostDown => "Network is unreachable",
        _ => NoConnection,
    };

    private static string? WordsOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => NoConnection,
        HttpRequestError.SecureConnectionError => "TLS handshake failed",
        HttpRequestError.ResponseEnded => "Connection reset by peer",
        _ => null,
    };

    private static string? WordsOf(WebExceptionStatus status) => status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure => NoConnection,
        WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure => "TLS handshake failed",
        WebExceptionStatus.Timeout => "Operation timed out",
        WebExceptionStatus.ConnectionClosed or WebExceptionStatus.ReceiveFailure or WebExceptionStatus.SendFailure => "Connection reset by peer",
        _ => null,
    };

    // What .NET itself says in English.
    private const string NoConnection = "Unable to connect to the remote server";
}
