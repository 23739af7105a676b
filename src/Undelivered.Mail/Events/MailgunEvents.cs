using System.Text;

namespace Undelivered.Mail.Events;

/// <summary>Mailgun: webhooks with their envelope, items and pages of the events API, and the form-encoded webhooks from before 2018.</summary>
internal sealed class MailgunEvents : EventForm
{
    public override string Name => "mailgun-event";

    public override string Description => "Mailgun's events and webhooks";

    public override string Provider => "mailgun";

    public override IReadOnlyList<string> Wrappers => ["items"];

    public override bool Fits(ReadOnlySpan<byte> head) => base.Fits(head) || MailgunForm.Fits(head);

    public override bool IsEvent(EventObject found) =>
        found.HasObject("event-data")
        || (found.HasText("event") && !found.Has("sg_event_id")
            && (found.HasObject("delivery-status") || found.Has("log-level") || found.Has("recipient-domain") || found.HasObject("reject")
                || (found.HasObject("message") && found.Has("timestamp"))));

    public override IEnumerable<InputPiece> Split(Stream stream, ReadOptions options)
    {
        var buffer = new SlidingBuffer(stream);
        var elements = new JsonElements(buffer, Wrappers);
        var lines = new LineElements(buffer);
        var isForm = buffer.Peek() is not ((byte)'{' or (byte)'[' or 0);
        while (isForm ? lines.TryNext(out var element) : elements.TryNext(out element))
        {
            yield return new Piece(this, element, isForm, options) { Line = element.Line, Position = element.Position };
        }
    }

    public override void Read(EventObject found, EventReading reading)
    {
        var data = found.HasObject("event-data") ? found.Object("event-data") : found;
        var signature = found.Object("signature");
        CheckSignature(reading, signature.Word("timestamp"), signature.Word("token"), signature.Word("signature"));
        var kind = KindOf(data.Word("event"), data.Word("severity"));
        if (!reading.Wants(kind))
        {
            return;
        }

        var status = data.Object("delivery-status");
        var reject = data.Object("reject");
        var code = status.Word("code");
        var text = EventText.Join(status.Text("message"), status.Text("description"), reject.Text("reason"), reject.Text("description"));
        var evidence = EvidenceOf(kind, code, text, data.Word("reason"), status.Word("enhanced-code"));
        var headers = data.Object("message").Object("headers");
        var envelope = data.Object("envelope");
        var host = status.Word("mx-host");
        reading.Add(reading.New(kind, evidence with { RemoteHost = host }) with
        {
            Recipient = data.Address("recipient"),
            EnvelopeSender = envelope.Address("sender"),
            RemoteMta = host,
            Time = data.Time("timestamp"),
            QueueId = data.Word("id"),
            Attempts = status.Count("attempt-no"),
            Original = new()
            {
                MessageId = headers.Address("message-id"),
                From = headers.Address("from"),
                To = headers.Address("to"),
                Subject = headers.Word("subject"),
            },
        });
    }

    /// <summary>Refuses an event without a valid signature where the key is given.</summary>
    public static void CheckSignature(EventReading reading, string? timestamp, string? token, string? signature)
    {
        if (reading.Options.Keys.Mailgun is not { } key)
        {
            return;
        }

        var result = EventSignature.VerifyMailgun(key, timestamp, token, signature, tolerance: null);
        if (result != SignatureResult.Valid)
        {
            throw reading.Unreadable(result == SignatureResult.Missing
                ? "it carries no Mailgun signature, and a key to check it by was given; events from the API carry none: leave the key out for those"
                : "its Mailgun signature is not valid for the key that was given");
        }
    }

    public static ReportKind KindOf(string? name, string? severity) => name switch
    {
        "failed" => severity == "temporary" ? ReportKind.Delay : ReportKind.Failure,
        "rejected" or "bounced" or "dropped" => ReportKind.Failure,
        "delivered" => ReportKind.Delivered,
        "complained" => ReportKind.Complaint,
        _ => ReportKind.Other,
    };

    public static Evidence EvidenceOf(ReportKind kind, string? code, string? text, string? reason, string? enhanced)
    {
        if (kind is not (ReportKind.Failure or ReportKind.Delay))
        {
            return EventText.Evidence(kind == ReportKind.Delivered ? EventText.WithCode(code, text) : text, kind == ReportKind.Delivered ? code : null);
        }

        // Mailgun's own numbers are no replies of a server; without words they name the reason.
        var isOwn = code is "498" or "499" or "602" or "605" or "606" or "607";
        var suppressed = code switch
        {
            "605" => "suppress-bounce",
            "606" => "suppress-unsubscribe",
            "607" => "suppress-complaint",
            _ => null,
        };
        if (text is null || suppressed is not null || reason is "old" or "suppress-bounce" or "suppress-unsubscribe" or "suppress-complaint")
        {
            reason = reason is null or "bounce" or "generic" ? suppressed ?? (code == "602" ? "old" : reason) : reason;
            text = EventText.Join(text is null ? code : EventText.WithCode(code, text), reason is null ? null : EventText.Fields(("reason", reason)));
        }
        else
        {
            text = EventText.WithCode(code, text);
        }

        var evidence = EventText.Evidence(text, isOwn ? null : code, enhanced);
        return isOwn ? evidence with { ReplyCode = null } : evidence;
    }

    private sealed class Piece(MailgunEvents form, Element element, bool isForm, ReadOptions options) : InputPiece
    {
        public override IReadOnlyList<DeliveryReport> Read()
        {
            var reading = new EventReading(form, options, Line);
            if (element.Fault is { } fault)
            {
                throw reading.Unreadable(fault);
            }

            return isForm ? MailgunForm.Read(Encoding.UTF8.GetString(element.Bytes), reading) : form.Read(element.Bytes, reading);
        }
    }
}
