namespace Undelivered;

/// <summary>Whether the failure will last. It is what is the case, which the reply's class digit does not always say.</summary>
public enum Permanence
{
    /// <summary>Not known: nothing in the text tells.</summary>
    Unknown,

    /// <summary>Trying the same again gives the same failure.</summary>
    Permanent,

    /// <summary>It may pass without anybody doing anything.</summary>
    Temporary,

    /// <summary>The text reports no failure.</summary>
    None,
}

/// <summary>Whether, and when, to send the message again.</summary>
public enum Retry
{
    /// <summary>Do not send again.</summary>
    No,

    /// <summary>Send again by itself, with growing pauses.</summary>
    Backoff,

    /// <summary>Send again once the remedy is done; not before.</summary>
    AfterFix,

    /// <summary>Send again when the allowance starts anew.</summary>
    AtReset,

    /// <summary>Send again in smaller portions.</summary>
    Split,

    /// <summary>Only in a cause's defaults: 4yz means <see cref="Backoff"/>, 5yz means <see cref="No"/>.</summary>
    ByReplyClass,
}

/// <summary>Whether to stop sending to the address.</summary>
public enum Suppress
{
    /// <summary>The address is not at fault.</summary>
    No,

    /// <summary>The address is dead: send nothing to it any more.</summary>
    Yes,

    /// <summary>Only if it keeps failing over days.</summary>
    AfterRepeats,

    /// <summary>The provider already holds it on a suppression list.</summary>
    Already,
}

/// <summary>Who can put the failure right, or does a step of a remedy.</summary>
public enum FixedBy
{
    /// <summary>Somebody has to look: the text does not tell.</summary>
    Inspect,

    /// <summary>Whoever keeps the recipient list.</summary>
    List,

    /// <summary>The recipient.</summary>
    Recipient,

    /// <summary>The postmaster of the receiving system.</summary>
    RecipientAdmin,

    /// <summary>Whoever sets up the sending program or server.</summary>
    Configuration,

    /// <summary>Whoever edits the sending domain's DNS.</summary>
    Dns,

    /// <summary>Whoever looks after the network in between.</summary>
    Network,

    /// <summary>The holder of the account at the sending provider.</summary>
    Account,

    /// <summary>Whoever looks after the reputation of the sending address and domain.</summary>
    Reputation,

    /// <summary>Whoever writes the message.</summary>
    Content,

    /// <summary>Whoever sets the pace of sending.</summary>
    Traffic,

    /// <summary>The developer of the sending program.</summary>
    Code,

    /// <summary>The sending provider.</summary>
    Provider,

    /// <summary>Whoever looks after the computer or the mail program.</summary>
    Machine,

    /// <summary>Nobody needs to: it passes.</summary>
    Nobody,

    /// <summary>The earlier deferrals in the log hold the cause.</summary>
    EarlierDeferrals,
}

/// <summary>How current an entry is.</summary>
public enum EntryStatus
{
    /// <summary>Documented, or seen lately.</summary>
    Current,

    /// <summary>The speaker now says it with another code or wording.</summary>
    Outdated,

    /// <summary>The service or product is gone.</summary>
    Historic,

    /// <summary>No independent source could be found.</summary>
    Unconfirmed,
}

/// <summary>What a speaker is; later values stand further inside a quotation, except for <see cref="Standard"/>.</summary>
public enum SpeakerRole
{
    /// <summary>A mail program of a person.</summary>
    Client,

    /// <summary>A library that a program sends with.</summary>
    Library,

    /// <summary>A service that one sends through.</summary>
    Provider,

    /// <summary>A mail server's software.</summary>
    Mta,

    /// <summary>A filter in front of a mailbox.</summary>
    Filter,

    /// <summary>A published list of addresses or domains.</summary>
    Blocklist,

    /// <summary>The host of the recipient's mailbox.</summary>
    Receiver,

    /// <summary>A standard: what a code means, whoever says it.</summary>
    Standard,
}

/// <summary>By what an answer was reached; later values deserve more trust.</summary>
public enum MatchKind
{
    /// <summary>Nothing was recognised.</summary>
    None,

    /// <summary>The three digits of the reply alone.</summary>
    BasicCode,

    /// <summary>The registry's meaning of the enhanced status code.</summary>
    EnhancedCode,

    /// <summary>No entry: the cause was guessed from the words by a model.</summary>
    Learned,

    /// <summary>The speaker's own row for the code.</summary>
    SpeakerCode,

    /// <summary>A phrase of the speaker.</summary>
    Text,

    /// <summary>A phrase of the speaker, and the code agrees.</summary>
    CodeAndText,

    /// <summary>A token or number that the speaker alone uses.</summary>
    Token,

    /// <summary>The form of the report, whatever its text says.</summary>
    Form,
}

/// <summary>What a server or provider refused.</summary>
public enum RefusedPart
{
    /// <summary>Only the text tells, if anything does.</summary>
    Unknown,

    /// <summary>The recipient: RCPT TO.</summary>
    Recipient,

    /// <summary>The envelope sender: MAIL FROM.</summary>
    Sender,

    /// <summary>Signing in: AUTH.</summary>
    SignIn,

    /// <summary>The message itself, whoever it is for: DATA, or a block that a provider tells apart from a dead address.</summary>
    Message,
}
