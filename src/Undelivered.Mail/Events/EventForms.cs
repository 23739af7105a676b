namespace Undelivered.Mail.Events;

/// <summary>Every form of providers' events and errors.</summary>
internal static class EventForms
{
    /// <summary>All of them, the more exact first.</summary>
    public static IReadOnlyList<InputForm> All { get; } =
    [
        new SesEvents(), new SendGridEvents(), new MailgunEvents(), new SparkPostEvents(), new PostmarkEvents(), new ResendEvents(),
        new MailjetEvents(), new BrevoEvents(), .. ApiErrors.All,
    ];
}
