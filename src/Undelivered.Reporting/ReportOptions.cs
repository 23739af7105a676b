namespace Undelivered.Reporting;

/// <summary>How to count. The limits bound the memory of a builder, whatever it is fed.</summary>
public sealed record ReportOptions
{
    /// <summary>How many addresses are kept to be suppressed; what comes after is counted, not listed.</summary>
    public int MaxAddresses { get; init; } = 1_000_000;

    /// <summary>How many addresses that took mail are remembered, so that none of them is suppressed for an earlier failure.</summary>
    public int MaxDeliveredAddresses { get; init; } = 1_000_000;

    /// <summary>How many hosts, domains, addresses of ours and providers are counted by name, of each kind; the rest is counted together.</summary>
    public int MaxParties { get; init; } = 8_192;

    /// <summary>How many problems are told apart.</summary>
    public int MaxProblems { get; init; } = 8_192;

    /// <summary>How many templates of unknown texts are kept.</summary>
    public int MaxTemplates { get; init; } = 1_000;

    /// <summary>How often an address must fail before <see cref="Suppress.AfterRepeats"/> lists it.</summary>
    public int RepeatsToSuppress { get; init; } = 3;

    /// <summary>Over how many days those failures must stretch.</summary>
    public int DaysToSuppress { get; init; } = 3;

    /// <summary>What is taken for now: times beyond it by more than two days are taken for wrong.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;
}
