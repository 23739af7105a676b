using MailKit.Net.Smtp;
using MailKit.Security;

namespace Undelivered.MailKit;

/// <summary>Says what an exception of MailKit means: <c>catch (Exception e) { var d = e.Diagnose(); … }</c>.</summary>
/// <remarks>
/// It reads every other exception as the core does. Where both Undelivered and Undelivered.MailKit are in use, these methods are
/// taken: the core's have one more optional parameter, and C# prefers the method that needs no default.
/// </remarks>
public static class MailKitExceptionDiagnosis
{
    /// <summary>Says what the exception means. What names no recipient never suppresses one.</summary>
    /// <param name="exception">What was caught; those inside it are read too.</param>
    public static Diagnosis Diagnose(this Exception exception) => ExceptionDiagnosis.Diagnose(exception, null, Read);

    /// <summary>Says what the exception means. What names no recipient never suppresses one.</summary>
    /// <param name="exception">What was caught; those inside it are read too.</param>
    /// <param name="catalogue">The catalogue; null for the one that comes with the library.</param>
    public static Diagnosis Diagnose(this Exception exception, Catalogue? catalogue) => ExceptionDiagnosis.Diagnose(exception, catalogue, Read);

    /// <summary>The recipients that the exception names, each with what its refusal means; none where it names none.</summary>
    /// <param name="exception">What was caught; those inside it are read too.</param>
    public static IReadOnlyList<FailedRecipient> DiagnoseRecipients(this Exception exception) => ExceptionDiagnosis.DiagnoseRecipients(exception, null, Read);

    /// <summary>The recipients that the exception names, each with what its refusal means; none where it names none.</summary>
    /// <param name="exception">What was caught; those inside it are read too.</param>
    /// <param name="catalogue">The catalogue; null for the one that comes with the library.</param>
    public static IReadOnlyList<FailedRecipient> DiagnoseRecipients(this Exception exception, Catalogue? catalogue) =>
        ExceptionDiagnosis.DiagnoseRecipients(exception, catalogue, Read);

    /// <summary>Reads what an exception of MailKit says beside its words; an <see cref="ExceptionReader"/> for the core.</summary>
    /// <param name="exception">One exception, without those inside it.</param>
    public static ExceptionReading? Read(Exception exception) => exception switch
    {
        // A refused sender or message is no verdict on the recipient, even where the words are "user unknown".
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => new() { ReplyCode = CodeOf(refused), Recipient = refused.Mailbox?.Address },
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => new() { ReplyCode = CodeOf(refused), Refused = RefusedPart.Sender },
        SmtpCommandException command => new() { ReplyCode = CodeOf(command), Refused = RefusedPart.Message },
        SmtpProtocolException => OfSession("The SMTP server has unexpectedly disconnected"),
        SslHandshakeException => OfSession("An error occurred while attempting to establish an SSL or TLS connection"),
        AuthenticationException => new() { Refused = RefusedPart.SignIn, Words = "MailKit.Security.AuthenticationException" },
        global::MailKit.ServiceNotConnectedException => OfSession("The SmtpClient is not connected"),
        global::MailKit.ServiceNotAuthenticatedException => OfSession("Authentication required"),
        global::MailKit.CommandException or global::MailKit.ProtocolException => OfSession(null),
        _ => null,
    };

    private static int? CodeOf(SmtpCommandException exception) => (int)exception.StatusCode is >= 200 and <= 599 and var code ? code : null;

    private static ExceptionReading OfSession(string? words) => new() { Refused = RefusedPart.Message, Words = words };
}
