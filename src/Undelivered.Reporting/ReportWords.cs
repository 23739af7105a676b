namespace Undelivered.Reporting;

/// <summary>The words of a report, for programs and for people.</summary>
internal static class ReportWords
{
    public static string Wire(Trend trend) => trend switch
    {
        Trend.Steady => "steady",
        Trend.New => "new",
        Trend.Rising => "rising",
        Trend.Falling => "falling",
        Trend.Over => "over",
        _ => "unknown",
    };

    public static string Wire(SuppressReason reason) => reason switch
    {
        SuppressReason.Complaint => "complaint",
        SuppressReason.Repeats => "repeats",
        _ => "dead",
    };

    /// <summary>The trend for people; empty where there is nothing to say.</summary>
    public static string Shown(Trend trend) => trend switch
    {
        Trend.New => "New",
        Trend.Rising => "Rising",
        Trend.Falling => "Falling",
        Trend.Over => "Over",
        _ => "",
    };

    public static string Reason(SuppressReason reason) => reason switch
    {
        SuppressReason.Complaint => "complained",
        SuppressReason.Repeats => "fails again and again",
        _ => "dead",
    };

    /// <summary>Whose problem it is, short.</summary>
    public static string Who(FixedBy by) => by switch
    {
        FixedBy.List => "You: the recipient list",
        FixedBy.Recipient => "The recipient",
        FixedBy.RecipientAdmin => "The receiving postmaster",
        FixedBy.Configuration => "You: the set-up of sending",
        FixedBy.Dns => "You: the DNS of the sending domain",
        FixedBy.Network => "The network in between",
        FixedBy.Account => "You: the account at your provider",
        FixedBy.Reputation => "You: the reputation of your address or domain",
        FixedBy.Content => "You: the message itself",
        FixedBy.Traffic => "You: the pace of sending",
        FixedBy.Code => "You: the program that sends",
        FixedBy.Provider => "Your sending provider",
        FixedBy.Machine => "You: this computer or mail program",
        FixedBy.Nobody => "Nobody: it passes by itself",
        FixedBy.EarlierDeferrals => "Not known: the earlier deferrals tell",
        _ => "Not known: somebody has to look",
    };

    /// <summary>Whether to send again.</summary>
    public static string SendAgain(Retry retry) => retry switch
    {
        Retry.Backoff => "By itself, with growing pauses",
        Retry.AfterFix => "Only after the fix",
        Retry.AtReset => "When the allowance starts anew",
        Retry.Split => "In smaller portions",
        _ => "No",
    };

    /// <summary>Rows that a party list ends with, or null.</summary>
    public static string? Rest(PartyList parties) =>
        parties.Rest is { Failed: 0, Delayed: 0, Delivered: 0, Complaints: 0 } ? null
        : parties.IsExact ? $"{Figures.Number(parties.RestNames)} more" : "all others";
}
