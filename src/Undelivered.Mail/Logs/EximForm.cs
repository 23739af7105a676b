namespace Undelivered.Mail.Logs;

/// <summary>The main log of Exim, from its own file or through syslog.</summary>
/// <remarks>
/// "Log files" in the Exim specification (https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html) lists the flags and
/// fields; which of them stand there is what log_selector says. Ids have 16 characters, and 23 since Exim 4.97.
/// </remarks>
public sealed class EximForm : LogForm
{
    /// <inheritdoc/>
    public override string Name => "exim";

    /// <inheritdoc/>
    public override string Description => "main log of Exim";

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head) => LogHead.Holds(head, EximReader.IsExim);

    internal override LogReader Start(ReadOptions options, ReportBatch reports) => new EximReader(options, reports);
}
