using Undelivered.Site.Library;

namespace Undelivered.Site.Components;

/// <summary>What the form of a code says, before anybody has given it a meaning.</summary>
internal static class CodeWords
{
    public static string Of(CodeName code) => code.Kind switch
    {
        CodeKind.Windows => "An error number of Windows or Outlook.",
        CodeKind.Http => "The status of an HTTP answer: an API said it, no mail server.",
        CodeKind.Reply => Class(code.Status / 100) + " The three digits of an SMTP reply.",
        _ when code.Enhanced.Subject == 0 => Class(code.Enhanced.Class),
        _ => $"{Class(code.Enhanced.Class)} About {Subject(code.Enhanced.Subject)}.",
    };

    /// <summary>What the list of codes calls a kind.</summary>
    public static string Of(CodeKind kind) => kind switch
    {
        CodeKind.Windows => "Windows and Outlook error numbers",
        CodeKind.Http => "HTTP statuses of mail APIs",
        CodeKind.Reply => "SMTP reply codes",
        _ => "Enhanced status codes",
    };

    private static string Class(int digit) => digit switch
    {
        2 => "Success.",
        3 => "Go on.",
        4 => "A temporary failure.",
        _ => "A permanent failure.",
    };

    /// <summary>RFC 3463, section 4.</summary>
    private static string Subject(int subject) => subject switch
    {
        1 => "an address",
        2 => "a mailbox",
        3 => "a mail system",
        4 => "the network or the route",
        5 => "the protocol",
        6 => "the content",
        7 => "security or policy",
        _ => "something else",
    };
}
