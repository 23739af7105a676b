using System.Buffers;
using Undelivered.Mail;
using Undelivered.Matching;
using Undelivered.Reporting;

namespace Undelivered.Cli.Streams;

/// <summary>Counts failures for a report and writes nothing.</summary>
internal sealed class ReportingWriter(Catalogue catalogue) : FailureWriter(catalogue)
{
    private static readonly ReportSource Lines = new(InputSource.Lines);

    private readonly Catalogue _catalogue = catalogue;
    private readonly Problems _problems = new();
    private readonly Problem?[] _byEntry = new Problem?[catalogue.Data.Entries.Count];
    private readonly string[] _speakers = [.. catalogue.Speakers.Select(s => s.Id)];

    public ReportBuilder Builder { get; } = new(catalogue);

    public override void Write(IBufferWriter<byte> output, in FailureInput input, long lineNumber)
    {
        if (input.Error is not null)
        {
            Totals.AddBad();
            Builder.AddUnreadable(input.Error);
            return;
        }

        var report = input.Report ?? new DeliveryReport
        {
            Kind = ReportKind.Failure,
            Source = Lines,
            Evidence = input.Evidence with { Text = System.Text.Encoding.UTF8.GetString(Utf8Text.Cut(input.Text, Evidence.MaxTextLength)) },
        };
        if (report.Kind is not (ReportKind.Failure or ReportKind.Delay or ReportKind.Complaint))
        {
            Builder.Add(report);
            Totals.AddCounted(report.Kind);
            return;
        }

        var text = Utf8Text.Cut(input.Text, Evidence.MaxTextLength);
        var scratch = Scratch.Current;
        var verdict = _catalogue.Judge(text, _catalogue.Resolve(input.Evidence), scratch);
        var captures = DiagnosisBuilder.CapturesOf(_catalogue.Data, verdict, text, scratch);
        Totals.Add(verdict, input.Report?.Kind);
        Builder.Add(report, Problems.Of(ProblemOf(verdict), captures, new Outcome
        {
            Permanence = verdict.Permanence,
            Retry = verdict.Retry,
            Suppress = verdict.Suppress,
            FixedBy = verdict.FixedBy,
            Match = verdict.Kind,
            ReplyCode = verdict.IsHttp ? 0 : verdict.ReplyCode,
            Speaker = verdict.Speaker < 0 ? null : _speakers[verdict.Speaker],
        }));
    }

    private Problem ProblemOf(in Matching.Verdict verdict) => verdict.Entry < 0 ? _problems.Find(null, _catalogue.CauseOf(verdict))
        : _byEntry[verdict.Entry] ??= _problems.Find(_catalogue.EntryAt(verdict.Entry), _catalogue.CauseOf(verdict));
}
