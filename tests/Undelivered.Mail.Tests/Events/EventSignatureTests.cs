using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Undelivered.Mail.Events;

namespace Undelivered.Mail.Tests.Events;

public sealed class EventSignatureTests
{
    private const string Topic = "arn:aws:sns:us-west-2:123456789012:bounces";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly Clock Now = new(DateTimeOffset.FromUnixTimeSeconds(1796083200));
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly string Certificate = CertificateOf(Rsa);

    private static string MailgunSignature(string key, string signed) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)));

    [Fact]
    public void Mailgun_is_verified()
    {
        var right = MailgunSignature("key", "1796083200token");

        Assert.Equal(SignatureResult.Valid, Check("key", "1796083200", "token", right));
        Assert.Equal(SignatureResult.Valid, Check("key", "1796083200", "token", right.ToUpperInvariant()));
        Assert.Equal(SignatureResult.Mismatch, Check("other", "1796083200", "token", right));
        Assert.Equal(SignatureResult.Mismatch, Check("key", "1796083200", "tokeN", right));
        Assert.Equal(SignatureResult.Malformed, Check("key", "1796083200", "token", right[1..]));
        Assert.Equal(SignatureResult.Malformed, Check("key", "1796083200", "token", "zz" + right[2..]));
        Assert.Equal(SignatureResult.Missing, Check("key", "1796083200", "token", ""));
        Assert.Equal(SignatureResult.Missing, Check("key", null, "token", right));
        Assert.Equal(SignatureResult.UnusableKey, Check("", "1796083200", "token", right));
        Assert.Equal(SignatureResult.OutOfTime, Check("key", "1796082000", "token", MailgunSignature("key", "1796082000token")));
        Assert.Equal(SignatureResult.OutOfTime, Check("key", "1796084400", "token", MailgunSignature("key", "1796084400token")));
        Assert.Equal(SignatureResult.Malformed, Check("key", "soon", "token", MailgunSignature("key", "soontoken")));
        Assert.Equal(SignatureResult.Valid, EventSignature.VerifyMailgun("key", "1", "token", MailgunSignature("key", "1token"), tolerance: null));

        static SignatureResult Check(string key, string? timestamp, string token, string signature) => EventSignature.VerifyMailgun(key, timestamp, token, signature, Tolerance, Now);
    }

    [Fact]
    public void A_webhook_of_Mailgun_without_a_valid_signature_is_refused()
    {
        var signed = MailgunEventTests.Failed.Replace("\"signature\":\"00\"", $"\"signature\":\"{MailgunSignature("key", "1796083200a0b1c2")}\"");
        ReadOptions With(string key) => new() { Keys = new() { Mailgun = key } };

        Assert.Single(EventInput.Read("mailgun-event", signed, With("key")));
        Assert.Equal(SignatureResult.Valid, EventSignature.VerifyMailgun("key", Encoding.UTF8.GetBytes(signed), Tolerance, Now));
        Assert.Contains("Mailgun signature", Assert.Throws<UnreadableException>(() => EventInput.Read("mailgun-event", signed, With("other"))).Message);
        Assert.Contains("Mailgun signature", Assert.Throws<UnreadableException>(() => EventInput.Read("mailgun-event", MailgunEventTests.Failed, With("key"))).Message);
        Assert.Contains("no Mailgun signature", Assert.Throws<UnreadableException>(() => EventInput.Read("mailgun-event", """{"event":"failed","log-level":"error","timestamp":1}""", With("key"))).Message);
    }

    [Fact]
    public void SendGrid_is_verified()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherPair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var key = Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo());
        var body = Encoding.UTF8.GetBytes("[{\"event\":\"bounce\"}]\r\n");
        var signature = Convert.ToBase64String(pair.SignData([.. "1796083200"u8, .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        Assert.Equal(SignatureResult.Valid, Check(key, body, "1796083200", signature));
        Assert.Equal(SignatureResult.Mismatch, Check(key, body[..^2], "1796083200", signature));
        Assert.Equal(SignatureResult.Mismatch, Check(key, body, "1796083201", signature));
        Assert.Equal(SignatureResult.Mismatch, Check(Convert.ToBase64String(otherPair.ExportSubjectPublicKeyInfo()), body, "1796083200", signature));
        Assert.Equal(SignatureResult.UnusableKey, Check(Convert.ToBase64String(otherCurve.ExportSubjectPublicKeyInfo()), body, "1796083200", signature));
        Assert.Equal(SignatureResult.UnusableKey, Check("not base64", body, "1796083200", signature));
        Assert.Equal(SignatureResult.UnusableKey, Check("AAAA", body, "1796083200", signature));
        Assert.Equal(SignatureResult.Malformed, Check(key, body, "1796083200", "%%%"));
        Assert.Equal(SignatureResult.Missing, Check(key, body, null, signature));
        Assert.Equal(SignatureResult.OutOfTime, EventSignature.VerifySendGrid(key, body, "1796083200", signature, Tolerance, new Clock(Now.GetUtcNow() + TimeSpan.FromHours(1))));
        foreach (var broken in new[] { "", "AA", "MAA", new string('A', 4000), new string('A', 8000) })
        {
            Assert.NotEqual(SignatureResult.Valid, Check(key, body, "1796083200", broken));
        }

        static SignatureResult Check(string key, byte[] body, string? timestamp, string signature) => EventSignature.VerifySendGrid(key, body, timestamp, signature, Tolerance, Now);
    }

    [Fact]
    public void Resend_is_verified()
    {
        var key = RandomNumberGenerator.GetBytes(24);
        var secret = "whsec_" + Convert.ToBase64String(key);
        var body = "{\"type\":\"email.bounced\"}"u8.ToArray();
        var right = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. "msg_1.1796083200."u8, .. body]));

        Assert.Equal(SignatureResult.Valid, Check(secret, body, "msg_1", "1796083200", right));
        Assert.Equal(SignatureResult.Valid, Check(secret, body, "msg_1", "1796083200", $"v1a,AAAA v1,{Convert.ToBase64String(new byte[32])} {right}"));
        Assert.Equal(SignatureResult.Mismatch, Check(secret, body, "msg_2", "1796083200", right));
        Assert.Equal(SignatureResult.Mismatch, Check(secret, body[..^1], "msg_1", "1796083200", right));
        Assert.Equal(SignatureResult.Mismatch, Check("whsec_" + Convert.ToBase64String(new byte[24]), body, "msg_1", "1796083200", right));
        Assert.Equal(SignatureResult.Malformed, Check(secret, body, "msg_1", "1796083200", "v1,AAAA v2,x"));
        Assert.Equal(SignatureResult.Missing, Check(secret, body, null, "1796083200", right));
        Assert.Equal(SignatureResult.UnusableKey, Check("whsec_%", body, "msg_1", "1796083200", right));
        Assert.Equal(SignatureResult.OutOfTime, EventSignature.VerifyResend(secret, body, "msg_1", "1796083200", right, Tolerance, new Clock(Now.GetUtcNow() - TimeSpan.FromHours(1))));

        static SignatureResult Check(string secret, byte[] body, string? id, string timestamp, string signatures) => EventSignature.VerifyResend(secret, body, id, timestamp, signatures, Tolerance, Now);
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("2", null)]
    [InlineData("2", "Amazon SES Email Event Notification")]
    public void Amazon_SNS_is_verified(string version, string? subject)
    {
        var envelope = Envelope(version, subject);

        Assert.Equal(SignatureResult.Valid, Check(envelope));
        Assert.Single(EventInput.Read("ses-event", envelope.ToJsonString(), Options(Certificate, Topic)));

        foreach (var (name, value) in new[] { ("Message", SesEventTests.AnyBounce + " "), ("Timestamp", "2026-11-25T10:00:02.000Z"), ("MessageId", "x"), ("Type", "UnsubscribeConfirmation"), ("TopicArn", "arn:aws:sns:us-west-2:123456789012:other"), ("Signature", "AAAA"), ("SignatureVersion", version == "1" ? "2" : "1"), ("SignatureVersion", "3"), ("Signature", "%") })
        {
            var tampered = JsonNode.Parse(envelope.ToJsonString())!.AsObject();
            tampered[name] = value;
            Assert.NotEqual(SignatureResult.Valid, Check(tampered));
            Assert.Contains("Amazon SNS", Assert.Throws<UnreadableException>(() => EventInput.Read("ses-event", tampered.ToJsonString(), Options(Certificate, Topic))).Message);
        }
    }

    [Fact]
    public void Only_our_topics_count_and_only_the_key_given()
    {
        var envelope = Envelope("2", null);
        using var other = RSA.Create(2048);

        Assert.Equal(SignatureResult.ForeignTopic, EventSignature.VerifyAmazonSns(Certificate, [], Bytes(envelope), null));
        Assert.Equal(SignatureResult.Mismatch, EventSignature.VerifyAmazonSns(CertificateOf(other), [Topic], Bytes(envelope), null));
        Assert.Equal(SignatureResult.UnusableKey, EventSignature.VerifyAmazonSns("no PEM", [Topic], Bytes(envelope), null));
        Assert.Equal(SignatureResult.Malformed, EventSignature.VerifyAmazonSns(Certificate, [Topic], "{"u8.ToArray(), null));
        Assert.Equal(SignatureResult.OutOfTime, EventSignature.VerifyAmazonSns(Certificate, [Topic], Bytes(envelope), Tolerance, new Clock(Now.GetUtcNow() + TimeSpan.FromDays(1))));
        Assert.Contains("topic", Assert.Throws<UnreadableException>(() => EventInput.Read("ses-event", envelope.ToJsonString(), Options(Certificate))).Message);
        Assert.Contains("raw delivery", Assert.Throws<UnreadableException>(() => EventInput.Read("ses-event", SesEventTests.AnyBounce, Options(Certificate, Topic))).Message);
    }

    [Theory]
    [InlineData("https://sns.us-west-2.amazonaws.com/SimpleNotificationService-abc.pem", true)]
    [InlineData("https://sns.cn-north-1.amazonaws.com.cn/x.pem", true)]
    [InlineData("http://sns.us-west-2.amazonaws.com/x.pem", false)]
    [InlineData("https://sns.us-west-2.amazonaws.com.example.com/x.pem", false)]
    [InlineData("https://sns.example.com/x.pem", false)]
    [InlineData("https://evil.s3.amazonaws.com/x.pem", false)]
    [InlineData("https://sns.a.b.amazonaws.com/x.pem", false)]
    [InlineData("https://sns.us-west-2.amazonaws.com@example.com/x.pem", false)]
    [InlineData("https://user@sns.us-west-2.amazonaws.com/x.pem", false)]
    [InlineData("https://sns.us-west-2.amazonaws.com:8443/x.pem", false)]
    [InlineData("sns.us-west-2.amazonaws.com", false)]
    [InlineData(null, false)]
    public void Certificates_are_fetched_from_Amazon_only(string? url, bool isAmazons) => Assert.Equal(isAmazons, EventSignature.IsAmazonSnsUrl(url));

    private static SignatureResult Check(JsonObject envelope) => EventSignature.VerifyAmazonSns(Certificate, [Topic], Bytes(envelope), Tolerance, new Clock(new(2026, 11, 25, 10, 2, 0, default)));

    private static byte[] Bytes(JsonObject envelope) => Encoding.UTF8.GetBytes(envelope.ToJsonString());

    private static ReadOptions Options(string certificate, params string[] topics) => new() { Keys = new() { AmazonSns = certificate, AmazonSnsTopics = topics } };

    private static JsonObject Envelope(string version, string? subject)
    {
        var envelope = JsonNode.Parse(SesEventTests.Envelope(SesEventTests.AnyBounce))!.AsObject();
        envelope["SignatureVersion"] = version;
        var subjectLine = "";
        if (subject is not null)
        {
            envelope["Subject"] = subject;
            subjectLine = $"Subject\n{subject}\n";
        }

        var signed = $"Message\n{envelope["Message"]}\nMessageId\n{envelope["MessageId"]}\n{subjectLine}Timestamp\n{envelope["Timestamp"]}\nTopicArn\n{envelope["TopicArn"]}\nType\nNotification\n";
        var hash = version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        envelope["Signature"] = Convert.ToBase64String(Rsa.SignData(Encoding.UTF8.GetBytes(signed), hash, RSASignaturePadding.Pkcs1));
        return envelope;
    }

    private static string CertificateOf(RSA key)
    {
        using var certificate = new CertificateRequest("CN=sns.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
