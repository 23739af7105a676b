namespace Undelivered;

/// <summary>The ids of the causes, for code that decides by them. The vocabulary is fixed: none is renamed or removed.</summary>
public static class CauseId
{
    /// <summary>No such mailbox.</summary>
    public const string RecipientUnknown = "recipient.unknown";

    /// <summary>Mailbox disabled.</summary>
    public const string RecipientDisabled = "recipient.disabled";

    /// <summary>Recipient address malformed.</summary>
    public const string RecipientSyntax = "recipient.syntax";

    /// <summary>Mailbox full.</summary>
    public const string RecipientMailboxFull = "recipient.mailbox_full";

    /// <summary>Recipient accepts only some senders.</summary>
    public const string RecipientRestricted = "recipient.restricted";

    /// <summary>Recipient receives mail too fast.</summary>
    public const string RecipientRateLimited = "recipient.rate_limited";

    /// <summary>Held back by a suppression list.</summary>
    public const string RecipientSuppressed = "recipient.suppressed";

    /// <summary>Recipient domain does not exist.</summary>
    public const string DomainNotFound = "domain.not_found";

    /// <summary>Recipient domain takes no mail.</summary>
    public const string DomainNoMail = "domain.no_mail";

    /// <summary>DNS look-up failed.</summary>
    public const string DomainDnsFailure = "domain.dns_failure";

    /// <summary>Could not connect.</summary>
    public const string TransportConnectionFailed = "transport.connection_failed";

    /// <summary>Encryption required.</summary>
    public const string TransportTlsRequired = "transport.tls_required";

    /// <summary>TLS handshake or certificate failed.</summary>
    public const string TransportTlsFailed = "transport.tls_failed";

    /// <summary>Server temporarily unable.</summary>
    public const string TransportBusy = "transport.busy";

    /// <summary>Greylisted.</summary>
    public const string TransportGreylisted = "transport.greylisted";

    /// <summary>Gave up after retrying.</summary>
    public const string TransportExpired = "transport.expired";

    /// <summary>Mail loop.</summary>
    public const string TransportLoop = "transport.loop";

    /// <summary>Message not authenticated.</summary>
    public const string AuthenticationMissing = "authentication.missing";

    /// <summary>SPF failed.</summary>
    public const string AuthenticationSpf = "authentication.spf";

    /// <summary>DKIM failed.</summary>
    public const string AuthenticationDkim = "authentication.dkim";

    /// <summary>DMARC policy rejects the message.</summary>
    public const string AuthenticationDmarc = "authentication.dmarc";

    /// <summary>From domain not aligned.</summary>
    public const string AuthenticationAlignment = "authentication.alignment";

    /// <summary>Reverse DNS or HELO name unfit.</summary>
    public const string AuthenticationPtr = "authentication.ptr";

    /// <summary>Sender address cannot be verified.</summary>
    public const string SenderAddressInvalid = "sender.address_invalid";

    /// <summary>Sender not allowed to use this From.</summary>
    public const string SenderNotVerified = "sender.not_verified";

    /// <summary>Sending IP blocked.</summary>
    public const string ReputationIp = "reputation.ip";

    /// <summary>Sending domain or link blocked.</summary>
    public const string ReputationDomain = "reputation.domain";

    /// <summary>Sending too fast.</summary>
    public const string RateLimited = "rate.limited";

    /// <summary>Refused by policy.</summary>
    public const string PolicyRejected = "policy.rejected";

    /// <summary>Relaying denied.</summary>
    public const string PolicyRelayDenied = "policy.relay_denied";

    /// <summary>Looks like spam.</summary>
    public const string ContentSpam = "content.spam";

    /// <summary>Unsafe content.</summary>
    public const string ContentUnsafe = "content.unsafe";

    /// <summary>Malformed message.</summary>
    public const string ContentMalformed = "content.malformed";

    /// <summary>Message too large.</summary>
    public const string ContentTooLarge = "content.too_large";

    /// <summary>Too many recipients.</summary>
    public const string ContentTooManyRecipients = "content.too_many_recipients";

    /// <summary>Sign-in failed.</summary>
    public const string AccountCredentials = "account.credentials";

    /// <summary>Not permitted for this account.</summary>
    public const string AccountPermission = "account.permission";

    /// <summary>Sending account blocked.</summary>
    public const string AccountSuspended = "account.suspended";

    /// <summary>Sending quota used up.</summary>
    public const string AccountQuota = "account.quota";

    /// <summary>Invalid request.</summary>
    public const string RequestInvalid = "request.invalid";

    /// <summary>SMTP protocol error.</summary>
    public const string RequestProtocol = "request.protocol";

    /// <summary>Provider fault.</summary>
    public const string ProviderInternal = "provider.internal";

    /// <summary>Fault in the mail program or machine.</summary>
    public const string ClientLocal = "client.local";

    /// <summary>Not a failure.</summary>
    public const string InfoDelivered = "info.delivered";

    /// <summary>Automatic reply.</summary>
    public const string InfoAutoreply = "info.autoreply";

    /// <summary>Not recognised.</summary>
    public const string Unknown = "unknown";
}
