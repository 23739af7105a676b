using System.Text;

namespace Undelivered.Mail.Events;

/// <summary>
/// Amazon SES: feedback notifications and published events, as they are, in the envelope of Amazon SNS, and in what SQS, Lambda
/// and EventBridge put around that.
/// </summary>
internal sealed class SesEvents : EventForm
{
    // An envelope in an envelope: Lambda or SQS around SNS around SES.
    private const int MostEnvelopes = 4;

    public override string Name => "ses-event";

    public override string Description => "Amazon SES' events, also through SNS";

    public override string Provider => "amazon-ses";

    public override IReadOnlyList<string> Wrappers => ["Records", "Messages"];

    public override bool IsEvent(EventObject found) => IsSes(found) || IsSns(found) || IsCarrier(found);

    public override void Read(EventObject found, EventReading reading) => Open(found, reading, MostEnvelopes, isSigned: false);

    /// <summary>What SES calls the kind of a bounce, where it says what the text may not; null where the text is enough.</summary>
    /// <param name="type">The bounceType.</param>
    /// <param name="subType">The bounceSubType.</param>
    /// <param name="hasText">Whether the server's reply is known.</param>
    public static string? TypeText(string? type, string? subType, bool hasText)
    {
        // These give way to a text that says more; the suppression lists are SES' own and leave no doubt.
        var goesBesideText = type == "Undetermined"
            || subType is "General" or "NoEmail" or "ContentRejected" or "Suppressed" or "OnAccountSuppressionList" or "UnsubscribedRecipient";
        return type is null || (hasText && !goesBesideText) ? null : EventText.Fields(("bounceType", type), ("bounceSubType", subType));
    }

    private static bool IsSes(EventObject found) => (found.HasText("notificationType") || found.HasText("eventType")) && found.HasObject("mail");

    private static bool IsSns(EventObject found) => found.HasText("Type") && found.HasText("TopicArn") && found.HasText("Message");

    private static bool IsCarrier(EventObject found) =>
        found.HasObject("Sns") || (found.HasText("detail-type") && found.Word("source") == "aws.ses" && found.HasObject("detail"))
        || (BodyOf(found) is { } body && body.TrimStart() is ['{', ..] && (found.Has("messageId") || found.Has("MessageId") || found.Has("ReceiptHandle")));

    private static string? BodyOf(EventObject found) => found.HasText("body") ? found.Text("body") : found.HasText("Body") ? found.Text("Body") : null;

    private void Open(EventObject found, EventReading reading, int envelopes, bool isSigned)
    {
        if (IsSes(found))
        {
            if (!isSigned && reading.Options.Keys.AmazonSns is not null)
            {
                throw reading.Unreadable("it carries no signature of Amazon SNS, and a certificate to check it by was given; raw delivery drops it");
            }

            SesReport.Read(found, reading);
        }
        else if (envelopes == 0)
        {
            throw reading.Unreadable("there are too many envelopes around it");
        }
        else if (IsSns(found))
        {
            CheckSignature(found, reading);

            // Confirmations report nothing of a mail.
            if (found.Word("Type") == "Notification" && TryParse(found.Element.GetProperty("Message").GetString()!, reading, envelopes, isSigned: true) is { } fault)
            {
                throw reading.Unreadable(fault);
            }
        }
        else if (found.HasObject("Sns"))
        {
            Open(found.Object("Sns"), reading, envelopes - 1, isSigned: false);
        }
        else if (found.HasObject("detail"))
        {
            Open(found.Object("detail"), reading, envelopes - 1, isSigned: false);
        }
        else if (BodyOf(found) is not null)
        {
            var body = found.HasText("body") ? "body" : "Body";
            if (TryParse(found.Element.GetProperty(body).GetString()!, reading, envelopes, isSigned: false) is { } fault)
            {
                throw reading.Unreadable(fault);
            }
        }
        else
        {
            throw reading.Unreadable("what the envelope holds is no event of Amazon SES");
        }
    }

    private string? TryParse(string inner, EventReading reading, int envelopes, bool isSigned)
    {
        if (inner.AsSpan().TrimStart() is not ['{', ..])
        {
            // SNS tells in words that a topic was connected.
            return null;
        }

        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(inner, new() { MaxDepth = JsonElements.MaxDepth });
            Open(new(document.RootElement), reading, envelopes - 1, isSigned);
            return null;
        }
        catch (System.Text.Json.JsonException)
        {
            return "the message in its envelope is not JSON";
        }
    }

    private static void CheckSignature(EventObject envelope, EventReading reading)
    {
        var keys = reading.Options.Keys;
        if (keys.AmazonSns is null)
        {
            return;
        }

        var result = SnsSignature.Verify(envelope, reading.SnsKey, keys.AmazonSnsTopics, tolerance: null, DateTimeOffset.UtcNow);
        if (result != SignatureResult.Valid)
        {
            throw reading.Unreadable(result switch
            {
                SignatureResult.Missing => "its envelope carries no signature of Amazon SNS",
                SignatureResult.ForeignTopic => "it comes from an Amazon SNS topic that is not among ours",
                SignatureResult.UnusableKey => "the certificate that was given to check Amazon SNS by cannot be used",
                _ => "its Amazon SNS signature is not valid for the certificate that was given",
            });
        }
    }
}
