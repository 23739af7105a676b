using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Undelivered.Mail.Tests.RealServers;

/// <summary>An SMTP server that answers each recipient of receiver.test as its local part asks, and keeps all mail to sender.test.</summary>
internal sealed class FarServer : IDisposable
{
    /// <summary>What is said to RCPT TO, by the recipient's local part; to others, 250.</summary>
    public static IReadOnlyDictionary<string, string> Refusals { get; } = new Dictionary<string, string>
    {
        ["unknown"] = "550 5.1.1 <unknown@receiver.test>: Recipient address rejected: User unknown in virtual mailbox table",
        ["full"] = "552 5.2.2 <full@receiver.test>: mailbox is full",
        ["listed"] = "554-5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org;\r\n554 5.7.1 see https://www.spamhaus.org/query/ip/192.0.2.25",
        ["relay"] = "550 5.7.1 <relay@receiver.test>: Relay access denied",
    };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<byte[]> _kept = new();

    public FarServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails that came back to sender.test.</summary>
    public IReadOnlyCollection<byte[]> Kept => _kept;

    public void Dispose()
    {
        _stopped.Cancel();
        _listener.Stop();
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopped.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 mx.receiver.test ESMTP");
            while (await reader.ReadLineAsync() is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "DATA")
                {
                    await writer.WriteLineAsync("354 Go ahead");
                    _kept.Enqueue(Encoding.Latin1.GetBytes(await ReadMailAsync(reader)));
                }

                await writer.WriteLineAsync(verb switch
                {
                    "EHLO" => "250-mx.receiver.test\r\n250-ENHANCEDSTATUSCODES\r\n250 DSN",
                    "RCPT" => AnswerTo(line),
                    "QUIT" => "221 2.0.0 Bye",
                    _ => "250 2.0.0 Ok",
                });
                if (verb == "QUIT")
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
        }
    }

    private static string AnswerTo(string rcpt)
    {
        var address = rcpt[(rcpt.IndexOf('<', StringComparison.Ordinal) + 1)..].Split('>')[0];
        return address.EndsWith("@receiver.test", StringComparison.OrdinalIgnoreCase) && Refusals.TryGetValue(address.Split('@')[0], out var refusal)
            ? refusal : "250 2.1.5 Ok";
    }

    private static async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return mail.ToString();
    }
}
