using System.Buffers;

namespace Undelivered.Cli.Streams;

/// <summary>A share of the input that one worker does at once, and what was made of it.</summary>
internal abstract class Work
{
    public InputSource Source { get; set; } = null!;

    /// <summary>How many lines or pieces of the source had been read before.</summary>
    public long ReadBefore { get; set; }

    /// <summary>How many bytes of the source had been taken with it; 0 where that is not known.</summary>
    public long Position { get; set; }

    public ArrayBufferWriter<byte> Output { get; } = new(64 * 1024);

    public abstract void Do(Worker worker);
}
