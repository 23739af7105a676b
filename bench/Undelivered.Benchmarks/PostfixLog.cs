using System.Globalization;
using System.Text;

namespace Undelivered.Benchmarks;

/// <summary>Makes a log as a busy Postfix writes it: lines of many messages between each other, eight in ten sent, one bounced, one deferred.</summary>
internal static class PostfixLog
{
    private const int Seed = 20261124;
    private const int InFlight = 300;
    private const string IdLetters = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

    private static readonly string[] Names = ["anna", "bert", "carla.stone", "dirk", "eve.miller", "frank_b", "gita", "h.ono", "ines", "jan.de.vries", "orders", "info", "k1987"];
    private static readonly string[] Refusals =
    [
        "host {0} said: 550 5.1.1 <{1}>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)",
        "host {0} said: 552 5.2.2 Mailbox full, message can not be kept (in reply to end of DATA command)",
        "host {0} said: 554 5.7.1 Service unavailable; client [198.51.100.7] blocked using dnsbl.example.net (in reply to RCPT TO command)",
        "host {0} said: 550-5.7.26 This message fails the sender domain's policy and was not accepted. 550 5.7.26 Ask the owner of the domain (in reply to end of DATA command)",
        "Host or domain name not found. Name service error for name={2} type=AAAA: Host not found",
    ];
    private static readonly string[] Delays =
    [
        "host {0} said: 450 4.2.0 <{1}>: Recipient address rejected: Greylisted, try again in 300 seconds (in reply to RCPT TO command)",
        "connect to {0}:25: Connection timed out",
        "host {0} said: 421 4.7.0 Too many connections from your address, slow down (in reply to MAIL FROM command)",
        "lost connection with {0} while receiving the initial server greeting",
        "host {0} refused to talk to me: 451 4.3.2 Please try again later",
    ];

    /// <summary>Writes about so many bytes.</summary>
    public static void Generate(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var random = new Random(Seed);
        var messages = Enumerable.Range(0, InFlight).Select(_ => Message(random)).ToArray();
        var time = new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);
        var line = new StringBuilder();
        for (long written = 0; written < bytes;)
        {
            ref var message = ref messages[random.Next(messages.Length)];
            time = time.AddMilliseconds(random.Next(4));
            line.Clear().Append(time.ToString("MMM d HH:mm:ss", CultureInfo.InvariantCulture).Insert(4, time.Day < 10 ? " " : "")).Append(" mail1 ").Append(message.Dequeue()).Append('\n');
            var utf8 = Encoding.UTF8.GetBytes(line.ToString());
            file.Write(utf8);
            written += utf8.Length;
            if (message.Count == 0)
            {
                message = Message(random);
            }
        }
    }

    private static Queue<string> Message(Random random)
    {
        var id = "4" + string.Concat(Enumerable.Range(0, 14).Select(_ => IdLetters[random.Next(IdLetters.Length)]));
        var number = random.Next(1_000_000);
        var client = $"web{number % 40}.example.com[192.0.2.{number % 250}]";
        var domain = $"example{number % 3000}.{(number % 3 == 0 ? "org" : "net")}";
        var recipient = $"{Names[number % Names.Length]}{number % 977}@{domain}";
        var host = $"mx{number % 3}.{domain}[203.0.113.{number % 250}]";
        var sender = $"bounce+{number:x}={recipient.Replace('@', '=')}@news.example.com";
        var pid = random.Next(1000, 60000);
        var head = $"postfix/smtp[{pid}]: {id}: to=<{recipient}>, relay=";
        var delays = $", delay={number % 90 / 10.0:0.0}, delays=0.0{number % 9}/0.01/{number % 7 / 10.0:0.0}/{number % 50 / 10.0:0.0}, ";
        Queue<string> lines = new(
        [
            $"postfix/smtpd[{pid + 1}]: connect from {client}",
            $"postfix/smtpd[{pid + 1}]: {id}: client={client}, sasl_method=PLAIN, sasl_username=news@example.com",
            $"postfix/cleanup[{pid + 2}]: {id}: message-id=<{number:x8}.{pid}.{id}@news.example.com>",
            $"postfix/qmgr[812]: {id}: from=<{sender}>, size={2000 + number % 90000}, nrcpt=1 (queue active)",
            $"postfix/smtpd[{pid + 1}]: disconnect from {client} ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8",
        ]);
        switch (random.Next(10))
        {
            case 0:
                lines.Enqueue($"{head}{host}:25{delays}dsn=5.{number % 7}.1, status=bounced ({string.Format(CultureInfo.InvariantCulture, Refusals[number % Refusals.Length], host, recipient, domain)})");
                lines.Enqueue($"postfix/bounce[{pid + 3}]: {id}: sender non-delivery notification: {id[..^1]}0");
                lines.Enqueue($"postfix/qmgr[812]: {id}: removed");
                break;
            case 1:
                lines.Enqueue($"{head}{host}:25{delays}dsn=4.{number % 7}.0, status=deferred ({string.Format(CultureInfo.InvariantCulture, Delays[number % Delays.Length], host, recipient, domain)})");
                break;
            default:
                lines.Enqueue($"{head}{host}:25{delays}dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {id[..10]})");
                lines.Enqueue($"postfix/qmgr[812]: {id}: removed");
                break;
        }

        return lines;
    }
}
