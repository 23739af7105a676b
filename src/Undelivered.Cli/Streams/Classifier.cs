using System.Collections.Concurrent;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Streams;

/// <summary>Diagnoses streams block by block, by one worker or several, and keeps their order.</summary>
internal sealed class Classifier(Func<FailureWriter> newWriter, string? provider, int jobs)
{
    /// <summary>The longest line that is read whole. A JSON line may hold a text of 64 KB that is all escapes; what is longer is no failure.</summary>
    public const int MaxLine = 1024 * 1024;

    // Enough that a worker never waits for the writer, few enough that memory stays small.
    private const int BlocksPerJob = 2;

    private readonly ConcurrentBag<Worker> _idle = [];
    private readonly ConcurrentBag<Worker> _all = [];
    private readonly Stack<Block> _free = new();
    private readonly Queue<Task<Block>> _pending = new();

    public Totals Run(Catalogue catalogue, IEnumerable<InputSource> sources, Stream target, long? length, CancellationToken cancellation)
    {
        using var progress = new Progress(length);
        var begin = new Block();
        using (var writer = newWriter())
        {
            writer.Begin(begin.Output);
        }

        Drain(begin, target);
        foreach (var source in sources)
        {
            Run(source, target, progress, cancellation);
        }

        target.Flush();
        var totals = new Totals(catalogue);
        foreach (var worker in _all)
        {
            totals.Add(worker.Writer.Totals);
            worker.Writer.Dispose();
        }

        return totals;
    }

    private void Run(InputSource source, Stream target, Progress progress, CancellationToken cancellation)
    {
        using var stream = source.Open();
        var reader = new BlockReader(ByteOrderMark.TakeOff(stream), MaxLine);
        progress.BeginFile();
        while (!cancellation.IsCancellationRequested)
        {
            var block = _free.TryPop(out var used) ? used : new Block();
            if (!Read(block))
            {
                _free.Push(block);
                break;
            }

            if (source.Recognise(block.Bytes.AsSpan(0, block.Length)) && !Console.IsErrorRedirected)
            {
                Standard.Tell($"undelivered: reading {source.Form}");
            }

            if (jobs == 1)
            {
                Finish(Process(block, source));
                continue;
            }

            _pending.Enqueue(Task.Run(() => Process(block, source), CancellationToken.None));
            while (_pending.Count >= jobs * BlocksPerJob)
            {
                FinishNext();
            }
        }

        while (_pending.Count > 0)
        {
            FinishNext();
        }

        // Whoever writes a live stream waits for the answers to what it has written: they go out while there is nothing to read.
        bool Read(Block block)
        {
            if (_pending.Count == 0 || stream.CanSeek)
            {
                return reader.TryRead(block);
            }

            // On a thread of its own: in the pool it would stand in line behind the blocks that are being diagnosed.
            var reading = Task.Factory.StartNew(() => reader.TryRead(block), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            while (_pending.Count > 0 && Task.WaitAny([reading, _pending.Peek()], CancellationToken.None) != 0)
            {
                FinishNext();
            }

            return reading.GetAwaiter().GetResult();
        }

        void FinishNext() => Finish(_pending.Dequeue().GetAwaiter().GetResult());

        void Finish(Block block)
        {
            Drain(block, target);
            _free.Push(block);
            progress.Report(block.FirstLine, stream.CanSeek ? stream.Position : 0);
        }
    }

    private static void Drain(Block block, Stream target)
    {
        target.Write(block.Output.WrittenSpan);
        block.Output.ResetWrittenCount();
    }

    private Block Process(Block block, InputSource source)
    {
        if (!_idle.TryTake(out var worker))
        {
            worker = new Worker(newWriter(), provider);
            _all.Add(worker);
        }

        worker.Process(block, source);
        _idle.Add(worker);
        return block;
    }
}
