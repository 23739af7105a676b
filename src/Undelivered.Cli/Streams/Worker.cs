namespace Undelivered.Cli.Streams;

/// <summary>Diagnoses blocks, one after the other.</summary>
internal sealed class Worker(FailureWriter writer, string? provider)
{
    private readonly JsonLine _json = new();
    private byte[] _id = [];

    public FailureWriter Writer => writer;

    public void Process(Block block, InputSource source)
    {
        var json = source.Form == "jsonl";
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

            var input = json && block.CutOff ? JsonLine.Bad([], $"it is longer than {Classifier.MaxLine / 1024} KB")
                : json ? _json.Parse(line)
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
}
