using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Undelivered.Mail.Events;

/// <summary>Checks who sent an event. Nothing here throws on what came from outside, or fetches anything.</summary>
/// <remarks>
/// Always give the bytes of the request as they came: JSON that was read and written again is no longer what was signed. A time
/// that is more than the tolerance away from the clock is refused, so that an event that was overheard cannot be sent again later;
/// within it, remember the ids of the events you have taken. Postmark, Brevo, Mailjet and SparkPost sign nothing: protect those
/// addresses with HTTPS and a user name and password (docs/events.md).
/// </remarks>
public static class EventSignature
{
    private const int MaxHeader = 4096;
    private const string SvixPrefix = "whsec_";

    /// <summary>Checks the <c>signature</c> of a webhook of Mailgun. It covers the time and the token, not the event itself.</summary>
    /// <param name="signingKey">The webhook signing key of the account (not the API key).</param>
    /// <param name="timestamp">The field <c>timestamp</c>.</param>
    /// <param name="token">The field <c>token</c>.</param>
    /// <param name="signature">The field <c>signature</c>.</param>
    /// <param name="tolerance">How far the time may be away from the clock; null: it is not looked at.</param>
    /// <param name="clock">The clock; null for that of the system.</param>
    public static SignatureResult VerifyMailgun(
        string signingKey, string? timestamp, string? token, string? signature, TimeSpan? tolerance, TimeProvider? clock = null)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(token))
        {
            return SignatureResult.Missing;
        }

        if (string.IsNullOrEmpty(signingKey))
        {
            return SignatureResult.UnusableKey;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != 2 * given.Length || timestamp.Length + token.Length > MaxHeader
            || Convert.FromHexString(signature, given, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return SignatureResult.Malformed;
        }

        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingKey), Encoding.UTF8.GetBytes(timestamp + token), own);
        return CryptographicOperations.FixedTimeEquals(own, given) ? InTime(timestamp, tolerance, clock) : SignatureResult.Mismatch;
    }

    /// <summary>Checks the body of a webhook of Mailgun by the <c>signature</c> that it holds.</summary>
    /// <param name="signingKey">The webhook signing key of the account.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="tolerance">How far its time may be away from the clock; null: it is not looked at.</param>
    /// <param name="clock">The clock; null for that of the system.</param>
    public static SignatureResult VerifyMailgun(string signingKey, ReadOnlyMemory<byte> body, TimeSpan? tolerance, TimeProvider? clock = null) =>
        InBody(body, found =>
        {
            var signature = found.Object("signature");
            return VerifyMailgun(signingKey, signature.Word("timestamp"), signature.Word("token"), signature.Word("signature"), tolerance, clock);
        });

    /// <summary>Checks a batch of SendGrid's signed event webhook.</summary>
    /// <param name="publicKey">The verification key: base64 of a DER SubjectPublicKeyInfo.</param>
    /// <param name="body">The body as it came, to its last line end.</param>
    /// <param name="timestamp">The header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="tolerance">How far the time may be away from the clock; null: it is not looked at.</param>
    /// <param name="clock">The clock; null for that of the system.</param>
    public static SignatureResult VerifySendGrid(
        string publicKey, ReadOnlySpan<byte> body, string? timestamp, string? signature, TimeSpan? tolerance, TimeProvider? clock = null)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
        {
            return SignatureResult.Missing;
        }

        using var key = ECDsa.Create();
        if (!TryImport(key, publicKey))
        {
            return SignatureResult.UnusableKey;
        }

        var given = new byte[MaxHeader];
        if (timestamp.Length > MaxHeader || !Convert.TryFromBase64String(signature, given, out var length))
        {
            return SignatureResult.Malformed;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(body);
        try
        {
            return key.VerifyHash(hash.GetHashAndReset(), given.AsSpan(0, length), DSASignatureFormat.Rfc3279DerSequence)
                ? InTime(timestamp, tolerance, clock)
                : SignatureResult.Mismatch;
        }
        catch (CryptographicException)
        {
            return SignatureResult.Malformed;
        }
    }

    /// <summary>Checks the envelope of Amazon SNS (signature versions 1 and 2), and that it comes from a topic of ours.</summary>
    /// <param name="certificate">
    /// The PEM certificate from the envelope's SigningCertURL. Fetch it only if <see cref="IsAmazonSnsUrl"/> is true for that, over
    /// HTTPS with the chain checked, and keep it.
    /// </param>
    /// <param name="topics">The topics that are ours; anybody can make SNS sign for a topic of theirs. None: every topic is refused.</param>
    /// <param name="body">The envelope as it came.</param>
    /// <param name="tolerance">How far its time may be away from the clock; null: it is not looked at.</param>
    /// <param name="clock">The clock; null for that of the system.</param>
    public static SignatureResult VerifyAmazonSns(
        string certificate, IReadOnlyCollection<string> topics, ReadOnlyMemory<byte> body, TimeSpan? tolerance, TimeProvider? clock = null) =>
        InBody(body, found => SnsSignature.Verify(found, SnsSignature.KeyOf(certificate), topics, tolerance, (clock ?? TimeProvider.System).GetUtcNow()));

    /// <summary>Whether Amazon SNS' certificates and confirmations are fetched from there: HTTPS, and a host of SNS itself.</summary>
    public static bool IsAmazonSnsUrl(string? url)
    {
        if (url is null || url.Length > MaxHeader || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme != Uri.UriSchemeHttps || !uri.IsDefaultPort || uri.UserInfo.Length > 0)
        {
            return false;
        }

        var labels = uri.Host.Split('.');
        return labels is ["sns", { Length: > 0 }, "amazonaws", "com"] or ["sns", { Length: > 0 }, "amazonaws", "com", "cn"]
            && labels[1].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
    }

    /// <summary>Checks a webhook of Resend, or of anybody else who sends through Svix (Standard Webhooks).</summary>
    /// <param name="secret">The signing secret, <c>whsec_…</c>.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="id">The header <c>svix-id</c> (or <c>webhook-id</c>).</param>
    /// <param name="timestamp">The header <c>svix-timestamp</c> (or <c>webhook-timestamp</c>).</param>
    /// <param name="signatures">The header <c>svix-signature</c> (or <c>webhook-signature</c>): one or more, with blanks between them.</param>
    /// <param name="tolerance">How far the time may be away from the clock; null: it is not looked at.</param>
    /// <param name="clock">The clock; null for that of the system.</param>
    public static SignatureResult VerifyResend(
        string secret, ReadOnlySpan<byte> body, string? id, string? timestamp, string? signatures, TimeSpan? tolerance, TimeProvider? clock = null)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures))
        {
            return SignatureResult.Missing;
        }

        var key = new byte[MaxHeader];
        var encoded = secret is null ? "" : secret.StartsWith(SvixPrefix, StringComparison.Ordinal) ? secret[SvixPrefix.Length..] : secret;
        if (!Convert.TryFromBase64String(encoded, key, out var keyLength) || keyLength == 0)
        {
            return SignatureResult.UnusableKey;
        }

        if (id.Length + timestamp.Length > MaxHeader || signatures.Length > MaxHeader)
        {
            return SignatureResult.Malformed;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.AsSpan(0, keyLength));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        var own = hmac.GetHashAndReset();
        var isOne = false;
        var isRight = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var range in signatures.AsSpan().Split(' '))
        {
            var one = signatures.AsSpan(range);
            if (one.StartsWith("v1,") && Convert.TryFromBase64Chars(one[3..], given, out var length) && length == given.Length)
            {
                isOne = true;
                isRight |= CryptographicOperations.FixedTimeEquals(own, given);
            }
        }

        return isRight ? InTime(timestamp, tolerance, clock) : isOne ? SignatureResult.Mismatch : SignatureResult.Malformed;
    }

    private static SignatureResult InTime(string timestamp, TimeSpan? tolerance, TimeProvider? clock)
    {
        if (tolerance is not { } most)
        {
            return SignatureResult.Valid;
        }

        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? SnsSignature.InTime(DateTimeOffset.FromUnixTimeSeconds(seconds), most, (clock ?? TimeProvider.System).GetUtcNow())
            : SignatureResult.Malformed;
    }

    private static SignatureResult InBody(ReadOnlyMemory<byte> body, Func<EventObject, SignatureResult> verify)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = JsonElements.MaxDepth });
            return verify(new(document.RootElement));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return SignatureResult.Malformed;
        }
    }

    private static bool TryImport(ECDsa key, string publicKey)
    {
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7";
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>What became of a check of a signature.</summary>
public enum SignatureResult
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It was made with the key, for this body, and in time.</summary>
    Valid,

    /// <summary>It, its time or what it stands in is not written as it has to be.</summary>
    Malformed,

    /// <summary>It was made with another key or for another body.</summary>
    Mismatch,

    /// <summary>It is right, but too old, or of a time to come.</summary>
    OutOfTime,

    /// <summary>It is right, but for a topic that is not ours.</summary>
    ForeignTopic,

    /// <summary>What was given as the key is none.</summary>
    UnusableKey,
}
