using System.Text;
using Undelivered.Mail.Logs;

namespace Undelivered.Mail.Tests.Logs;

/// <summary>Reads logs that stand in a test.</summary>
internal static class LogReading
{
    public static readonly ReadOptions Options = new() { Now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero) };

    public static List<DeliveryReport> Read(string form, string log, ReadOptions? options = null) => Read(form, Encoding.UTF8.GetBytes(log), options);

    public static List<DeliveryReport> Read(string form, byte[] log, ReadOptions? options = null, Func<int, int>? readLength = null)
    {
        using var stream = new ChoppedStream(log, readLength ?? (_ => int.MaxValue));
        return [.. InputForms.Find(form)!.Split(stream, options ?? Options).SelectMany(p => p.Read())];
    }

    /// <summary>A line for each report, with all that tells it apart.</summary>
    public static string Told(DeliveryReport r) => string.Join('|', r.Source.Line, r.Kind, r.Time?.ToString("O"), r.QueueId, r.EnvelopeSender, r.Recipient, r.OriginalRecipient, r.Original?.MessageId,
        r.Status, r.Evidence.ReplyCode, r.Evidence.EnhancedCode, r.Evidence.RemoteHost, r.Evidence.Text, r.ReportingMta, r.Attempts, r.Action, r.LastDeferral?.Text, r.LastDeferral?.RemoteHost);

    public static ReadOptions Counting(out LogTally tally)
    {
        tally = new LogTally();
        return Options with { LogTally = tally };
    }

    /// <summary>A stream that gives as many bytes at a time as it is told.</summary>
    private sealed class ChoppedStream(byte[] bytes, Func<int, int> readLength) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Clamp(readLength((int)Position), 1, count));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Clamp(readLength((int)Position), 1, buffer.Length)]);
    }
}
