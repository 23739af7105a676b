using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Undelivered.Mail.Events;

/// <summary>Amazon SNS' signature: RSA over the envelope's fields, a line for each name and each value.</summary>
internal static class SnsSignature
{
    private const int MaxSignature = 4096;

    private static readonly string[] OfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] OfConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    /// <summary>The public key of a PEM certificate; null where it is none.</summary>
    public static RSAParameters? KeyOf(string certificate)
    {
        try
        {
            using var parsed = X509Certificate2.CreateFromPem(certificate);
            using var key = parsed.GetRSAPublicKey();
            return key is { KeySize: >= 1024 } ? key.ExportParameters(includePrivateParameters: false) : null;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    public static SignatureResult Verify(EventObject envelope, RSAParameters? key, IReadOnlyCollection<string> topics, TimeSpan? tolerance, DateTimeOffset now)
    {
        if (!envelope.HasText("Signature") || !envelope.HasText("TopicArn") || !envelope.HasText("Type"))
        {
            return SignatureResult.Missing;
        }

        if (key is not { } parameters)
        {
            return SignatureResult.UnusableKey;
        }

        HashAlgorithmName? algorithm = envelope.Word("SignatureVersion") switch
        {
            "1" => HashAlgorithmName.SHA1,
            "2" => HashAlgorithmName.SHA256,
            _ => null,
        };
        var signature = new byte[MaxSignature];
        if (algorithm is not { } name || !Convert.TryFromBase64String(Raw(envelope, "Signature")!, signature, out var length) || Signed(envelope) is not { } signed)
        {
            return SignatureResult.Malformed;
        }

        using var rsa = RSA.Create(parameters);
        if (!rsa.VerifyData(signed, signature.AsSpan(0, length), name, RSASignaturePadding.Pkcs1))
        {
            return SignatureResult.Mismatch;
        }

        // Whoever has an account can have SNS sign: only the topic tells that it is ours.
        if (!topics.Contains(Raw(envelope, "TopicArn")!))
        {
            return SignatureResult.ForeignTopic;
        }

        return tolerance is not { } most ? SignatureResult.Valid
            : envelope.Time("Timestamp") is { } time ? InTime(time, most, now) : SignatureResult.Malformed;
    }

    public static SignatureResult InTime(DateTimeOffset time, TimeSpan tolerance, DateTimeOffset now) =>
        (now - time).Duration() <= tolerance ? SignatureResult.Valid : SignatureResult.OutOfTime;

    private static byte[]? Signed(EventObject envelope)
    {
        var names = Raw(envelope, "Type") switch
        {
            "Notification" => OfNotification,
            "SubscriptionConfirmation" or "UnsubscribeConfirmation" => OfConfirmation,
            _ => null,
        };
        if (names is null)
        {
            return null;
        }

        var signed = new StringBuilder();
        foreach (var name in names)
        {
            if (Raw(envelope, name) is { } value)
            {
                signed.Append(name).Append('\n').Append(value).Append('\n');
            }
            else if (name != "Subject")
            {
                return null;
            }
        }

        return Encoding.UTF8.GetBytes(signed.ToString());
    }

    /// <summary>The value to the last blank, as it was signed.</summary>
    private static string? Raw(EventObject envelope, string name) => envelope.HasText(name) ? envelope.Element.GetProperty(name).GetString() : null;
}
