using System.Text;
using System.Text.Json;

namespace Undelivered.Mail.Events;

/// <summary>What a provider's API answers when it does not take a message: the whole body is what the engine judges.</summary>
/// <param name="provider">Its name, as the engine takes it for a hint; the form is called after it.</param>
/// <param name="title">Its name for people.</param>
/// <param name="isError">Whether a body is such an answer.</param>
/// <param name="formName">The name of the form, where it is another one.</param>
internal sealed class ApiErrors(string provider, string title, Func<EventObject, bool> isError, string? formName = null) : EventForm
{
    /// <summary>All of them, the more exact first.</summary>
    public static IReadOnlyList<InputForm> All { get; } =
    [
        new ApiErrors("gmail-api", "the Gmail API", IsGoogle),
        new ApiErrors("microsoft-graph", "Microsoft Graph", IsGraph, "graph-error"),
        new ApiErrors("sparkpost", "SparkPost's API", IsSparkPost),
        new ApiErrors("sendgrid", "SendGrid's API", found => found.Items("errors").Take(1).Any(e => new EventObject(e) is var error && error.HasText("message") && error.Has("field"))),
        new ApiErrors("postmark", "Postmark's API", found => found.Kind("ErrorCode") == JsonValueKind.Number && found.HasText("Message")),
        new ApiErrors("mailjet", "Mailjet's API", IsMailjet),
        new ApiErrors("resend", "Resend's API", found => found.Kind("statusCode") == JsonValueKind.Number && found.HasText("name") && found.HasText("message")),
        new ApiErrors("brevo", "Brevo's API", IsBrevo),
        new ApiErrors("amazon-ses", "Amazon SES' API", IsAmazon, "ses-error"),

        // {"message":"Forbidden"} may be anybody's: it is read where it is asked for by name.
        new ApiErrors("mailgun", "Mailgun's API", found => found.HasText("message") && Names(found) <= 2),
    ];

    public override string Name => formName ?? $"{provider}-error";

    public override string Description => $"errors of {title}";

    public override string Provider => provider;

    public override bool IsEvent(EventObject found) => isError(found);

    public override bool Fits(ReadOnlySpan<byte> head) => provider != "mailgun" && base.Fits(head);

    public override void Read(EventObject found, EventReading reading)
    {
        var text = JsonPhrases(found.Element);
        var report = reading.New(ReportKind.Failure, new Evidence { Text = text.Length > Evidence.MaxTextLength ? text[..Evidence.MaxTextLength] : text });
        var inner = found.Object("error").Object("innerError");
        reading.Add(report with
        {
            QueueId = inner.Word("request-id") ?? found.Word("id") ?? found.Word("ErrorIdentifier"),
            Time = inner.Time("date"),
        });
    }

    /// <summary>As it came; over several lines, on one, since the catalogue knows the errors without the blanks between brackets.</summary>
    private static string JsonPhrases(JsonElement element)
    {
        var raw = element.GetRawText();
        if (!raw.Contains('\n'))
        {
            return raw;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static int Names(EventObject found) => found.Element.EnumerateObject().Count();

    private static bool IsGraph(EventObject found)
    {
        var error = found.Object("error");
        return error.HasText("code") && error.HasText("message");
    }

    private static bool IsGoogle(EventObject found)
    {
        var error = found.Object("error");
        return error.Kind("code") == JsonValueKind.Number && error.HasText("message");
    }

    private static bool IsSparkPost(EventObject found) =>
        found.Items("errors").Take(1).Any(e => new EventObject(e) is var error && error.HasText("message") && !error.Has("field")
            && (error.HasText("code") || error.HasText("description")));

    private static bool IsBrevo(EventObject found) =>
        found.HasText("message") && Names(found) == 2 && found.Word("code") is { } code && code.All(c => char.IsAsciiLetterLower(c) || c == '_');

    private static bool IsMailjet(EventObject found) =>
        (found.Has("ErrorMessage") && (found.Has("ErrorInfo") || found.Has("ErrorIdentifier") || found.Has("ErrorCode")) && found.Has("StatusCode"))
        || found.Items("Messages").Take(1).Any(m => new EventObject(m).Has("Errors"));

    private static bool IsAmazon(EventObject found) =>
        (found.HasText("__type") && (found.HasText("message") || found.HasText("Message")))
        || (found.HasObject("Error") && found.Object("Error").HasText("Code") && (found.HasObject("ResponseMetadata") || found.Object("Error").HasText("Type")));
}
