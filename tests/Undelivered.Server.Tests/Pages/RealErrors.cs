namespace Undelivered.Server.Tests.Pages;

/// <summary>Twenty errors that people really get, each from another speaker, and the entry that answers.</summary>
internal static class RealErrors
{
    private static readonly string[] Entries =
    [
        "gmail.dmarc-policy", "outlook-com.ip-rate-limited", "exchange-online.recipient-thread-limit", "yahoo.deferred-tss", "apple-icloud.content-cs01",
        "mailgun.message-missing", "sendgrid.sender-identity", "amazon-ses.too-many-connections", "postmark.token-invalid", "sparkpost.suppressed-customer",
        "mimecast.sender-ip-blocked", "spamhaus.listed", "postfix.relay-denied", "exim.unrouteable", "nodemailer.connection-closed",
        "mailkit.authentication", "outlook-client.load-sicily-failed", "proofpoint.ip-blocked", "generic.sender-verify-failed", "qmail.no-mailbox",
    ];

    public static TheoryData<string> All => [.. Entries];

    public static string TextOf(string entry) => Catalogue.Default.FindEntry(entry)!.Examples[0].Text;
}
