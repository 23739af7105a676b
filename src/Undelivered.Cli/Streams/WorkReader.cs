using Undelivered.Mail;

namespace Undelivered.Cli.Streams;

/// <summary>Cuts one source into work.</summary>
/// <param name="stream">The source, opened.</param>
/// <param name="isLive">Whether whoever writes it may wait for the answers to what it has written.</param>
internal abstract class WorkReader(Stream stream, bool isLive) : IDisposable
{
    public bool IsLive => isLive;

    /// <summary>The next work; null at the end.</summary>
    /// <param name="used">Work that is done, whose memory may serve again.</param>
    public abstract Work? Next(Work? used);

    /// <summary>Ends a read that waits for a file to grow.</summary>
    public void Stop() => (stream as FollowedFile)?.Stop();

    public virtual void Dispose() => stream.Dispose();

    protected long Position(Stream raw) => isLive ? 0 : raw.Position;
}

/// <summary>Cuts lines into blocks.</summary>
internal sealed class LineReader(InputSource source, Stream raw, Stream text, bool isLive) : WorkReader(raw, isLive)
{
    private readonly Stream _raw = raw;
    private readonly BlockReader _blocks = new(text, Classifier.MaxLine);

    public override Work? Next(Work? used)
    {
        var block = used as Block ?? new Block();
        if (!_blocks.TryRead(block))
        {
            return null;
        }

        block.Source = source;
        block.ReadBefore = block.FirstLine;
        block.Position = Position(_raw);
        return block;
    }
}

/// <summary>Gathers the pieces that a form cuts a stream into.</summary>
internal sealed class PieceReader(InputSource source, Stream raw, IEnumerable<InputPiece> pieces, bool isLive) : WorkReader(raw, isLive)
{
    // So many that handing them over costs nothing beside reading them, so few that memory stays small.
    private const int PiecesPerBatch = 32;

    private readonly Stream _raw = raw;
    private readonly IEnumerator<InputPiece> _pieces = pieces.GetEnumerator();
    private long _read;

    public override Work? Next(Work? used)
    {
        var batch = used as PieceBatch ?? new PieceBatch();
        batch.Pieces.Clear();
        batch.Source = source;
        batch.ReadBefore = _read;

        // A live stream's next piece may be long in coming.
        var most = IsLive ? 1 : PiecesPerBatch;
        while (batch.Pieces.Count < most && _pieces.MoveNext())
        {
            batch.Pieces.Add(_pieces.Current);
        }

        _read += batch.Pieces.Count;
        batch.Position = Position(_raw);
        return batch.Pieces.Count > 0 ? batch : null;
    }

    public override void Dispose()
    {
        _pieces.Dispose();
        base.Dispose();
    }
}
