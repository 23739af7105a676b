namespace Undelivered.Mail;

/// <summary>What the engine is told of a report beyond its text.</summary>
public static class ReportEvidence
{
    /// <summary>The evidence, with what the report's kind tells: a complaint is one whatever it says, and of a delay nothing is final.</summary>
    public static Evidence Judged(this DeliveryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Kind switch
        {
            ReportKind.Delay => report.Evidence with { IsDelay = true },
            _ when EntryOf(report.Kind) is { } entry => report.Evidence with { Entry = report.Evidence.Entry ?? entry },
            _ => report.Evidence,
        };
    }

    private static string? EntryOf(ReportKind kind) => kind switch
    {
        ReportKind.Complaint => "report.complaint",
        ReportKind.AutoReply => "report.auto-reply",
        ReportKind.Receipt => "report.receipt",
        ReportKind.Delivered => "report.delivered",
        ReportKind.Relayed => "report.relayed",
        ReportKind.Other => "report.other",
        _ => null,
    };
}
