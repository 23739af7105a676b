namespace Undelivered.Mail.Logs;

/// <summary>A form of log that is read line by line.</summary>
public abstract class LogForm : InputForm
{
    // What is longer is no line of a log; providers' JSON with all its headers stays far below.
    private const int MaxLine = 1024 * 1024;

    // A live view of the progress wants to hear from a log without failures, too.
    private const long SilentBytes = 8 * 1024 * 1024;

    private static readonly HashSet<ReportKind> Troubles = [ReportKind.Failure, ReportKind.Delay, ReportKind.Complaint];

    private protected LogForm()
    {
    }

    /// <inheritdoc/>
    public sealed override IReadOnlySet<ReportKind>? DefaultKinds => Troubles;

    /// <inheritdoc/>
    public sealed override IEnumerable<InputPiece> Split(Stream stream, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        var blocks = new LineBlocks(stream, MaxLine);
        var reports = new ReportBatch(Name, options);
        var reader = Start(options, reports);
        var tally = reports.Tally;
        long said = 0;
        while (blocks.Next())
        {
            Take(blocks, reader, tally);
            reports.Close();
            while (reports.TryTake(blocks.Position, out var piece))
            {
                said = blocks.Position;
                yield return piece;
            }

            if (blocks.Position - said >= SilentBytes)
            {
                said = blocks.Position;
                yield return new ReadPiece([]) { Line = tally.Lines, Position = blocks.Position };
            }
        }

        reader.End();
        reports.Close();
        while (reports.TryTake(blocks.Position, out var piece))
        {
            yield return piece;
        }
    }

    internal abstract LogReader Start(ReadOptions options, ReportBatch reports);

    private static void Take(LineBlocks blocks, LogReader reader, LogTally tally)
    {
        var rest = blocks.Block;
        var number = tally.Lines;
        tally.Cut += blocks.IsCut ? 1 : 0;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            number++;
            if (line.Length > 0 && line[^1] == '\r')
            {
                line = line[..^1];
            }

            if (!line.IsEmpty)
            {
                reader.Take(line, number);
            }
        }

        tally.Lines = number;
    }
}

/// <summary>Reads the lines of one log in their order, keeps what belongs together, and hands on what they report.</summary>
internal abstract class LogReader
{
    /// <summary>Takes the next line; it never throws, whatever the line holds.</summary>
    public abstract void Take(ReadOnlySpan<byte> line, long number);

    /// <summary>The log has ended.</summary>
    public virtual void End()
    {
    }
}
