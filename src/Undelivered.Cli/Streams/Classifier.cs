using System.Buffers.Text;
using System.Collections.Concurrent;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Streams;

/// <summary>Diagnoses a stream block by block, by one worker or several, and keeps its order.</summary>
internal sealed class Classifier(Func<FailureWriter> newWriter, string form, string? provider)
{
    /// <summary>The longest line that is read whole. A JSON line may hold a text of 64 KB that is all escapes; what is longer is no failure.</summary>
    public const int MaxLine = 1024 * 1024;

    // Enough that a worker never waits for the writer, few enough that memory stays small.
    private const int BlocksPerJob = 2;

    private readonly ConcurrentBag<Worker> _idle = [];
    private readonly ConcurrentBag<Worker> _all = [];
    private string _form = form;

    public Totals Run(Catalogue catalogue, Stream source, Stream target, int jobs, long? length, CancellationToken cancellation)
    {
        using var progress = new Progress(length);
        var reader = new BlockReader(ByteOrderMark.TakeOff(source), MaxLine);
        var free = new Stack<Block>();
        var pending = new Queue<Task<Block>>();
        var begin = new Block();
        using (var writer = newWriter())
        {
            writer.Begin(begin.Output);
        }

        Drain(begin, target);
        while (!cancellation.IsCancellationRequested)
        {
            var block = free.TryPop(out var used) ? used : new Block();
            if (!reader.TryRead(block))
            {
                break;
            }

            Recognise(block);
            if (jobs == 1)
            {
                Process(block);
                Finish(block);
                continue;
            }

            pending.Enqueue(Task.Run(() => Process(block), CancellationToken.None));
            while (pending.Count >= jobs * BlocksPerJob)
            {
                Finish(pending.Dequeue().GetAwaiter().GetResult());
            }
        }

        while (pending.TryDequeue(out var task))
        {
            Finish(task.GetAwaiter().GetResult());
        }

        target.Flush();
        var totals = new Totals(catalogue);
        foreach (var worker in _all)
        {
            totals.Add(worker.Writer.Totals);
            worker.Writer.Dispose();
        }

        return totals;

        void Finish(Block block)
        {
            Drain(block, target);
            free.Push(block);
            progress.Report(block.FirstLine, source.CanSeek ? source.Position : 0);
        }
    }

    private static void Drain(Block block, Stream target)
    {
        target.Write(block.Output.WrittenSpan);
        block.Output.ResetWrittenCount();
    }

    /// <summary>Sees from the first line that is not blank which form the input has.</summary>
    private void Recognise(Block block)
    {
        var text = block.Bytes.AsSpan(0, block.Length).TrimStart((ReadOnlySpan<byte>)" \t\r\n"u8);
        if (_form != "auto" || text.IsEmpty)
        {
            return;
        }

        _form = text[0] == '{' ? "jsonl" : "lines";
        if (!Console.IsErrorRedirected)
        {
            Standard.Tell($"undelivered: reading {_form}");
        }
    }

    private Block Process(Block block)
    {
        if (!_idle.TryTake(out var worker))
        {
            worker = new Worker(newWriter());
            _all.Add(worker);
        }

        worker.Process(block, _form == "jsonl", provider);
        _idle.Add(worker);
        return block;
    }

    private sealed class Worker(FailureWriter writer)
    {
        private readonly JsonLine _json = new();

        public FailureWriter Writer => writer;

        public void Process(Block block, bool json, string? provider)
        {
            Span<byte> id = stackalloc byte[20];
            var rest = block.Bytes.AsSpan(0, block.Length);
            for (var number = block.FirstLine; rest.Length > 0; number++)
            {
                var end = rest.IndexOf((byte)'\n');
                ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                if (line.Trim((ReadOnlySpan<byte>)" \t\r"u8).IsEmpty)
                {
                    continue;
                }

                Utf8Formatter.TryFormat(number, id, out var idLength);
                var input = json && block.CutOff ? JsonLine.Bad([], number, $"it is longer than {MaxLine / 1024} KB")
                    : json ? _json.Parse(line, number)
                    : new FailureInput { Id = id[..idLength], Text = line.TrimEnd((byte)'\r') };
                if (input.Evidence.Provider is null && provider is not null)
                {
                    input.Evidence = input.Evidence with { Provider = provider };
                }

                writer.Write(block.Output, input, number);
            }
        }
    }
}
