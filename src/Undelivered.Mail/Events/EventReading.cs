using System.Security.Cryptography;

namespace Undelivered.Mail.Events;

/// <summary>Takes up what one event reports.</summary>
/// <param name="form">Of which form it is.</param>
/// <param name="options">How to read.</param>
/// <param name="line">Where it begins.</param>
/// <param name="snsKey">The public key of Amazon SNS, where one was given and is one: parsed once for all.</param>
internal sealed class EventReading(EventForm form, ReadOptions options, long line, RSAParameters? snsKey = null)
{
    private readonly List<DeliveryReport> _reports = [];

    public IReadOnlyList<DeliveryReport> Reports => _reports;

    public ReadOptions Options => options;

    public RSAParameters? SnsKey => snsKey;

    /// <summary>Whether anybody asks for this kind.</summary>
    public bool Wants(ReportKind kind) => options.Kinds?.Contains(kind) ?? true;

    /// <summary>A report with what all of them share, to be filled in and added.</summary>
    public DeliveryReport New(ReportKind kind, Evidence evidence) => new()
    {
        Kind = kind,
        Evidence = evidence with { Provider = form.Provider },
        Source = new(form.Name, options.File, line),
        Status = evidence.EnhancedCode?.ToString(),
    };

    public void Add(DeliveryReport report)
    {
        if (Wants(report.Kind))
        {
            _reports.Add(report with { Authenticity = IsOurs(report.Original?.MessageId) ? Authenticity.MessageId : Authenticity.Unknown });
        }
    }

    public UnreadableException Unreadable(string what) => new($"The event in line {line} cannot be read: {what}.");

    private bool IsOurs(string? messageId)
    {
        if (messageId is null || options.OwnDomains.Count == 0)
        {
            return false;
        }

        var domain = messageId.AsSpan(messageId.LastIndexOf('@') + 1);
        foreach (var own in options.OwnDomains)
        {
            if (domain.EndsWith(own, StringComparison.OrdinalIgnoreCase) && (domain.Length == own.Length || domain[^(own.Length + 1)] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
