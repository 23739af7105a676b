namespace Undelivered.Mail.Logs;

/// <summary>The log of Haraka: "[NOTICE] [uuid] [outbound] …", from its own file or through syslog.</summary>
/// <remarks>
/// The lines are those of outbound/hmail.js in Haraka's sources (recipient … rejected, recipient … deferred, delivered file=…, bouncing mail,
/// Temp failing) and of connection.js (sender, recipient), which names the recipients that "delivered" does not.
/// </remarks>
public sealed class HarakaForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "haraka";

    /// <inheritdoc/>
    public override string Description => "log of Haraka";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, static line => HarakaReader.TryParse(line, out _, out _, out var plugin) && (plugin.SequenceEqual("outbound"u8) || plugin.SequenceEqual("core"u8)));

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new HarakaReader(options, reports);
}
