using System.Buffers;
using System.Text.Json;
using Undelivered.Mail;
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

    /// <summary>Takes one failure: writes it to the output, or counts it.</summary>
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
            Totals.Add(_catalogue.Judge(text, _catalogue.Resolve(input.Evidence), Scratch.Current), input.Report?.Kind);
        }
    }

    private sealed class JsonLinesWriter : FailureWriter
    {
        private readonly Catalogue _catalogue;
        private readonly JsonDiagnoser _diagnoser;
        private readonly HashSet<string>? _reportFields;
        private readonly ArrayBufferWriter<byte> _members = new();
        private readonly ArrayBufferWriter<byte> _report = new();
        private readonly Utf8JsonWriter _json;

        public JsonLinesWriter(Catalogue catalogue, IReadOnlyList<string> fields)
            : base(catalogue)
        {
            _catalogue = catalogue;
            _diagnoser = new(catalogue, fields.Count > 0 ? fields.Intersect(DiagnosisJson.FieldNames) : null);
            _reportFields = fields.Count > 0 ? [.. fields] : null;
            _json = new(_report, DiagnosisJson.Options());
        }

        public override void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber)
        {
            var id = input.Id.IsEmpty ? "null"u8 : input.Id;
            if (input.Error is null)
            {
                _diagnoser.Write(output, Members(id, input.Report), input.Text, input.Evidence);
                Totals.Add(_diagnoser.Last, input.Report?.Kind);
            }
            else
            {
                WriteError(output, id, input.Error, lineNumber);
                Totals.AddBad();
            }

            output.Write("\n"u8);
        }

        public override void Dispose()
        {
            _json.Dispose();
            base.Dispose();
        }

        /// <summary>What stands before the diagnosis, without brackets: the id, and what the report tells.</summary>
        private ReadOnlySpan<byte> Members(ReadOnlySpan<byte> id, DeliveryReport? report)
        {
            _members.ResetWrittenCount();
            _members.Write("\"id\":"u8);
            _members.Write(id);
            if (report is not null)
            {
                _report.ResetWrittenCount();
                _json.Reset(_report);
                _json.WriteStartObject();
                ReportJson.WriteMembers(_json, report, _catalogue, _reportFields);
                _json.WriteEndObject();
                _json.Flush();
                var members = _report.WrittenSpan[1..^1];
                if (!members.IsEmpty)
                {
                    _members.Write(","u8);
                    _members.Write(members);
                }
            }

            return _members.WrittenSpan;
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
