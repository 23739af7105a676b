using System.Buffers;
using System.Text.Json;
using Undelivered.Matching;

namespace Undelivered.Cli.Streams;

/// <summary>Diagnoses failures and writes what comes of them; one for each worker.</summary>
internal abstract class FailureWriter(Catalogue catalogue) : IDisposable
{
    public Totals Totals { get; } = new(catalogue);

    public static FailureWriter Create(string format, Catalogue catalogue, IReadOnlyList<string> fields) => format switch
    {
        "csv" => new CsvWriter(catalogue),
        "none" => new NoWriter(catalogue),
        _ => new JsonLinesWriter(catalogue, fields),
    };

    /// <summary>What stands before the first failure.</summary>
    public virtual void Begin(IBufferWriter<byte> output)
    {
    }

    public virtual void Dispose()
    {
    }

    public abstract void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber);

    private sealed class NoWriter(Catalogue catalogue) : FailureWriter(catalogue)
    {
        private readonly Catalogue _catalogue = catalogue;

        public override void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber)
        {
            if (input.Error is not null)
            {
                Totals.AddBad();
                return;
            }

            var text = Utf8Text.Cut(input.Text, Evidence.MaxTextLength);
            Totals.Add(_catalogue.Judge(text, _catalogue.Resolve(input.Evidence), Scratch.Current));
        }
    }

    private sealed class JsonLinesWriter(Catalogue catalogue, IReadOnlyList<string> fields) : FailureWriter(catalogue)
    {
        private readonly JsonDiagnoser _diagnoser = new(catalogue, fields.Count > 0 ? fields.Where(f => f != "id") : null);

        public override void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber)
        {
            var id = input.Id.IsEmpty ? "null"u8 : input.Id;
            if (input.Error is null)
            {
                _diagnoser.Write(output, id, input.Text, input.Evidence);
                Totals.Add(_diagnoser.Last);
            }
            else
            {
                WriteError(output, id, input.Error, lineNumber);
                Totals.AddBad();
            }

            output.Write("\n"u8);
        }

        private static void WriteError(IBufferWriter<byte> output, ReadOnlySpan<byte> id, string error, long lineNumber)
        {
            using var json = new Utf8JsonWriter(output, DiagnosisJson.Options());
            json.WriteStartObject();
            json.WritePropertyName("id"u8);
            json.WriteRawValue(id, skipInputValidation: true);
            json.WriteString("error"u8, error);
            json.WriteNumber("line"u8, lineNumber);
            json.WriteEndObject();
        }
    }
}
