using System.Collections.Concurrent;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Streams;

/// <summary>Diagnoses what sources hold, by one worker or several, and keeps the order.</summary>
internal sealed class Classifier(Func<FailureWriter> newWriter, string? provider, int jobs)
{
    /// <summary>The longest line that is read whole. A JSON line may hold a text of 64 KB that is all escapes; what is longer is no failure.</summary>
    public const int MaxLine = 1024 * 1024;

    // Enough that a worker never waits for the writer, few enough that memory stays small.
    private const int SharesPerJob = 2;

    private readonly ConcurrentBag<Worker> _idle = [];
    private readonly ConcurrentBag<Worker> _all = [];
    private readonly Stack<Work> _free = new();
    private readonly Queue<Task<Work>> _pending = new();

    /// <summary>The writers that took part, to gather what they have counted.</summary>
    public IEnumerable<FailureWriter> Writers => _all.Select(w => w.Writer);

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

        while (_pending.Count > 0)
        {
            FinishNext(target, progress);
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
        var isAsked = source.Form == InputSource.Auto;
        using var reader = source.Open();
        using var stopping = cancellation.Register(reader.Stop);
        if (isAsked && !Console.IsErrorRedirected && progress.IsNews(source.Form))
        {
            Standard.Tell($"undelivered: reading {source.Form}");
        }

        progress.BeginFile();
        while (!cancellation.IsCancellationRequested && Next() is { } work)
        {
            if (jobs == 1)
            {
                Finish(Do(work), target, progress);
                continue;
            }

            _pending.Enqueue(Task.Run(() => Do(work), CancellationToken.None));
            while (_pending.Count >= jobs * SharesPerJob)
            {
                FinishNext(target, progress);
            }
        }

        // Whoever writes a live stream waits for the answers to what it has written: they go out while there is nothing to read.
        Work? Next()
        {
            var used = _free.TryPop(out var free) ? free : null;
            if (_pending.Count == 0 || !reader.IsLive)
            {
                return reader.Next(used);
            }

            // On a thread of its own: in the pool it would stand in line behind the work that is being done.
            var reading = Task.Factory.StartNew(() => reader.Next(used), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            while (_pending.Count > 0 && Task.WaitAny([reading, _pending.Peek()], CancellationToken.None) != 0)
            {
                FinishNext(target, progress);
            }

            return reading.GetAwaiter().GetResult();
        }
    }

    private void FinishNext(Stream target, Progress progress) => Finish(_pending.Dequeue().GetAwaiter().GetResult(), target, progress);

    private void Finish(Work work, Stream target, Progress progress)
    {
        Drain(work, target);
        _free.Push(work);
        progress.Report(work.ReadBefore, work.Position);
    }

    private static void Drain(Work work, Stream target)
    {
        target.Write(work.Output.WrittenSpan);
        work.Output.ResetWrittenCount();
    }

    private Work Do(Work work)
    {
        if (!_idle.TryTake(out var worker))
        {
            worker = new Worker(newWriter(), provider);
            _all.Add(worker);
        }

        work.Do(worker);
        _idle.Add(worker);
        return work;
    }
}
