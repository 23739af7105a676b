using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailProgram.Tests;

/// <summary>A mail server on the loopback that answers each command as it was told; a reply of "" hangs up.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string> _replies;

    /// <param name="replies">Command (the longest that the line begins with counts) and reply; the rest is answered with consent.</param>
    public ScriptedServer(params (string Command, string Reply)[] replies)
    {
        _replies = new() { [""] = "250 2.0.0 OK", ["greeting"] = "220 mx.example.org ESMTP", ["EHLO"] = "250-mx.example.org\r\n250 8BITMIME", ["DATA"] = "354 go on", ["."] = "250 2.0.0 queued", ["QUIT"] = "221 2.0.0 bye" };
        foreach (var (command, reply) in replies)
        {
            _replies[command] = reply;
        }

        _listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await Talk(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away: that is what is tested.
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Talk(Stream stream)
    {
        if (!await Answer(stream, "greeting"))
        {
            return;
        }

        var reader = new StreamReader(stream, Encoding.Latin1);
        var isData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (isData && line != ".")
            {
                continue;
            }

            var isTls = line.StartsWith("STARTTLS", StringComparison.OrdinalIgnoreCase) && ReplyTo(line)[0] == '2';
            isData = line.Equals("DATA", StringComparison.OrdinalIgnoreCase) && ReplyTo(line)[0] == '3';
            if (!await Answer(stream, line))
            {
                return;
            }

            if (isTls)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(Certificate());
                stream = secure;
                reader = new StreamReader(stream, Encoding.Latin1);
            }
        }
    }

    private async Task<bool> Answer(Stream stream, string line)
    {
        var reply = ReplyTo(line);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(reply.Length > 0 ? reply + "\r\n" : ""));
        return reply.Length > 0;
    }

    private string ReplyTo(string line) => _replies.Where(r => line.StartsWith(r.Key, StringComparison.OrdinalIgnoreCase)).MaxBy(r => r.Key.Length).Value;

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=wrong.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
