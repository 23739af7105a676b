namespace Undelivered.Mail;

/// <summary>A form that failures come in, and how to read it.</summary>
public abstract class InputForm
{
    /// <summary>Its name on the command line, such as <c>postfix</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    public abstract string Description { get; }

    /// <summary>Whether input that begins like this has this form.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    public abstract bool Fits(ReadOnlySpan<byte> head);

    /// <summary>The kinds that are given unless others are asked for; null: all. A log tells of far more successes than anybody wants to read.</summary>
    public virtual IReadOnlySet<ReportKind>? DefaultKinds => null;

    /// <summary>Whether one file holds one piece, so that its name alone says which.</summary>
    public virtual bool IsOnePiece => false;

    /// <summary>Cuts a stream into pieces that can be read independently of each other, in order; lazily and in bounded memory.</summary>
    public abstract IEnumerable<InputPiece> Split(Stream stream, ReadOptions options);
}

/// <summary>A part of the input that is read by itself, by whichever thread: a mail, an event, a few joined lines of a log.</summary>
public abstract class InputPiece
{
    /// <summary>Reads what it reports; one report for each recipient.</summary>
    /// <exception cref="UnreadableException">It cannot be read at all.</exception>
    public abstract IReadOnlyList<DeliveryReport> Read();

    /// <summary>The line that it begins in, from 1.</summary>
    public long Line { get; init; }

    /// <summary>How many bytes of the stream had been taken when it was complete: for progress.</summary>
    public long Position { get; init; }
}

/// <summary>A piece that was read while the stream was cut.</summary>
/// <param name="reports">What it holds.</param>
public sealed class ReadPiece(IReadOnlyList<DeliveryReport> reports) : InputPiece
{
    /// <inheritdoc/>
    public override IReadOnlyList<DeliveryReport> Read() => reports;
}

/// <summary>A piece that cannot be read at all: say what is wrong, and how to put it right.</summary>
public sealed class UnreadableException(string message) : Exception(message);

/// <summary>How to read.</summary>
public sealed record ReadOptions
{
    /// <summary>The file's name, for the sources of the reports.</summary>
    public string? File { get; init; }

    /// <summary>Which kinds are wanted; logs leave the others out without the cost of reading them. Null: all.</summary>
    public IReadOnlySet<ReportKind>? Kinds { get; init; }

    /// <summary>The domains that we send from, in lower case: Message-IDs and envelope senders of these (and below) are ours.</summary>
    public IReadOnlyList<string> OwnDomains { get; init; } = [];

    /// <summary>The year of time stamps that carry none (syslog); they are taken for the latest time that is not after <see cref="Now"/>.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The zone of time stamps that name none (syslog, Exim); UTC where nothing is given.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How many messages of a log may be open at once; of more, the oldest are forgotten.</summary>
    public int MaxOpenMessages { get; init; } = 1_000_000;

    /// <summary>Where a log's lines are counted, and those that could not be read; null: nowhere.</summary>
    public Logs.LogTally? LogTally { get; init; }

    /// <summary>The keys by which signed events are checked.</summary>
    public EventKeys Keys { get; init; } = new();

    /// <summary>The longest mail that is read whole; of a longer one, the beginning.</summary>
    public int MaxMailLength { get; init; } = 8 * 1024 * 1024;
}

/// <summary>What providers sign their events with; where a key is given, an event without a valid signature is refused.</summary>
public sealed record EventKeys
{
    /// <summary>Mailgun's webhook signing key.</summary>
    public string? Mailgun { get; init; }

    /// <summary>SendGrid's verification key: the base64 of a DER SubjectPublicKeyInfo.</summary>
    public string? SendGrid { get; init; }

    /// <summary>The PEM certificate that Amazon SNS signs with (SigningCertURL); nothing is fetched here.</summary>
    public string? AmazonSns { get; init; }

    /// <summary>The Amazon SNS topics that are ours (TopicArn).</summary>
    public IReadOnlyList<string> AmazonSnsTopics { get; init; } = [];

    /// <summary>Resend's (Svix's) signing secret, <c>whsec_…</c>.</summary>
    public string? Resend { get; init; }
}
