using System.Net;
using System.Text;

namespace Undelivered.Mail.Events;

/// <summary>A webhook of Mailgun as it was until 2018: the fields of a form, <c>event=bounced&amp;code=550&amp;…</c>.</summary>
internal static class MailgunForm
{
    // The fields that are read, and one to tell how many there may be in all.
    private const int MostFields = 500;

    public static bool Fits(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        var line = Encoding.Latin1.GetString(end < 0 ? head : head[..end]);
        return !line.Contains(' ') && line.Contains('&') && FieldsOf(line) is { } fields && IsEvent(fields);
    }

    public static IReadOnlyList<DeliveryReport> Read(string line, EventReading reading)
    {
        if (FieldsOf(line) is not { } fields || !IsEvent(fields))
        {
            throw reading.Unreadable("it is no form-encoded webhook of Mailgun");
        }

        MailgunEvents.CheckSignature(reading, fields.GetValueOrDefault("timestamp"), fields.GetValueOrDefault("token"), fields.GetValueOrDefault("signature"));
        var kind = MailgunEvents.KindOf(fields["event"], null);
        var code = Field("code");
        var text = EventText.Join(Field("error"), Field("description"), Field("notification"));
        var evidence = MailgunEvents.EvidenceOf(kind, code, text, ReasonOf(Field("reason")), null);
        reading.Add(reading.New(kind, evidence) with
        {
            Recipient = EventObject.AddressIn(Field("recipient")),
            EnvelopeSender = EventObject.AddressIn(Field("sender")),
            Time = EventObject.TimeIn(Field("timestamp")),
            QueueId = Field("token"),
            Original = new() { MessageId = EventObject.AddressIn(Field("Message-Id") ?? Field("message-id")), Subject = Field("subject") },
        });
        return reading.Reports;

        string? Field(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>The old names of the reasons for which nothing was sent.</summary>
    private static string? ReasonOf(string? reason) => reason switch
    {
        "hardfail" or "espblock" => null,
        "bounce" => "suppress-bounce",
        "unsubscribe" or "unsubscribed" => "suppress-unsubscribe",
        "complaint" or "spam" => "suppress-complaint",
        _ => reason,
    };

    private static bool IsEvent(Dictionary<string, string> fields) =>
        fields.ContainsKey("event") && fields.ContainsKey("recipient") && fields.ContainsKey("timestamp")
        && (fields.ContainsKey("token") || fields.ContainsKey("domain") || fields.ContainsKey("message-headers"));

    private static Dictionary<string, string>? FieldsOf(string line)
    {
        var fields = new Dictionary<string, string>();
        foreach (var range in line.AsSpan().Split('&'))
        {
            var field = line.AsSpan(range);
            var equals = field.IndexOf('=');
            if (equals <= 0 || fields.Count >= MostFields)
            {
                return fields.Count > 0 ? fields : null;
            }

            fields.TryAdd(WebUtility.UrlDecode(field[..equals].ToString()), WebUtility.UrlDecode(field[(equals + 1)..].ToString()));
        }

        return fields;
    }
}
