using System.Text;
using Undelivered.Mail;

namespace Undelivered.Cli.Streams;

/// <summary>Diagnoses shares of the input, one after the other.</summary>
internal sealed class Worker(FailureWriter writer, string? provider)
{
    private readonly JsonEvidenceReader _json = new();
    private byte[] _id = [];
    private byte[] _text = [];

    public FailureWriter Writer => writer;

    public void Process(Block block)
    {
        var source = block.Source;
        var json = source.Form == InputSource.JsonLines;
        if (_id.Length < source.MaxIdLength)
        {
            _id = new byte[source.MaxIdLength];
        }

        var rest = block.Bytes.AsSpan(0, block.Length);
        for (var number = block.FirstLine; rest.Length > 0; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            var input = json && block.CutOff ? new FailureInput { Error = $"it is longer than {Classifier.MaxLine / 1024} KB" }
                : json ? Of(_json.Read(line))
                : new FailureInput { Id = _id.AsSpan(0, source.WriteId(_id, number)), Text = line.TrimEnd((byte)'\r') };
            if (input.Error is not null)
            {
                input.Error = source.Describe(number, input.Error);
            }
            else if (input.Evidence.Provider is null && provider is not null)
            {
                input.Evidence = input.Evidence with { Provider = provider };
            }

            writer.Write(block.Output, input, number);
        }
    }

    private static FailureInput Of(JsonEvidence read) => new() { Id = read.Id, Text = read.Text, Evidence = read.Evidence, Error = read.Error };

    public void Process(PieceBatch batch)
    {
        foreach (var piece in batch.Pieces)
        {
            try
            {
                var reports = piece.Read();
                var (line, index) = (-1L, 0);
                foreach (var report in reports)
                {
                    // Several recipients of one mail, or of one line, are told apart by their number.
                    var next = report.Source.Line ?? piece.Line;
                    index = next == line ? index + 1 : 0;
                    line = next;
                    Process(batch, report, line, index);
                }
            }
            catch (UnreadableException fault)
            {
                var input = new FailureInput { Id = batch.Source.IdOf(piece.Line, 0), Error = batch.Source.Describe(piece.Line, fault.Message) };
                writer.Write(batch.Output, input, piece.Line);
            }
        }

        // What was read is done with; the batch may wait long for its next turn.
        batch.Pieces.Clear();
    }

    private void Process(PieceBatch batch, DeliveryReport report, long line, int index)
    {
        if (batch.Source.Kinds is { } wanted && !wanted.Contains(report.Kind))
        {
            return;
        }

        var evidence = report.Judged();
        var text = evidence.Text ?? "";
        var room = Encoding.UTF8.GetMaxByteCount(Math.Min(text.Length, Evidence.MaxTextLength));
        if (_text.Length < room)
        {
            _text = new byte[room];
        }

        Encoding.UTF8.TryGetBytes(text.AsSpan(0, Math.Min(text.Length, Evidence.MaxTextLength)), _text, out var length);
        writer.Write(batch.Output, new FailureInput
        {
            Id = batch.Source.IdOf(line, index),
            Text = _text.AsSpan(0, length),
            Evidence = evidence.Provider is null && provider is not null ? evidence with { Provider = provider } : evidence,
            Report = report,
        }, line);
    }
}
