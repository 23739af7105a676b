using System.Globalization;
using Undelivered.Publishing;

namespace Undelivered.Reporting.Formats;

/// <summary>The report as rows, for CSV and spreadsheets alike.</summary>
internal static class Tables
{
    public static Table Problems(Report report) => new(
        [
            new("Problem", 30), new("Title", 48), new("Cause", 26), new("Speaker", 24), new("Failed", 10, IsNumber: true), new("Share %", 9, IsNumber: true),
            new("Delayed", 10, IsNumber: true), new("First seen", 20), new("Last seen", 20), new("Trend", 10), new("Since", 20), new("Permanence", 12), new("Whose problem", 34),
            new("Send again", 26), new("Suppress", 14), new("What to do first", 60), new("Who does it", 26), new("Sender domains", 34), new("Receivers", 34),
            new("Example", 60),
        ],
        [
            .. report.Problems.Select(p => Row(
                p.Id, p.Title, p.Cause.Id, p.Speaker ?? "", Number(p.Failed), Share(p.Share), Number(p.Delayed), Time(p.FirstSeen), Time(p.LastSeen),
                ReportWords.Wire(p.Trend), Time(p.Since), WireNames.Of(p.Permanence) ?? "", ReportWords.Who(p.FixedBy), WireNames.Of(p.Retry), WireNames.Of(p.Suppress),
                p.Remedy is [var step, ..] ? step.Do : "", p.Remedy is [var first, ..] ? Wording.Doer(first.By) : "", Names(p.Senders), Names(p.Receivers), p.Sample ?? "")),
            .. report.OtherProblems.Count == 0 ? (string[][])[] :
            [
                [
                    "", $"{report.OtherProblems.Count} other problems", "", "", Number(report.OtherProblems.Failed),
                    Share(report.Totals.Failed > 0 ? (double)report.OtherProblems.Failed / report.Totals.Failed : 0), Number(report.OtherProblems.Delayed), .. Enumerable.Repeat("", 13),
                ],
            ],
        ]);

    public static Table Summary(Report report)
    {
        var t = report.Totals;
        List<string[]> rows = [["In short", report.Verdict.Headline], .. report.Verdict.Sentences.Select(s => Row("", s))];
        void Add(string name, long count)
        {
            if (count > 0)
            {
                rows.Add([name, Number(count)]);
            }
        }

        rows.Add(["From", Time(report.From)]);
        rows.Add(["To", Time(report.To)]);
        rows.Add(["Failed", Number(t.Failed)]);
        Add("Delivered", t.Delivered);
        Add("Handed on without a report to come", t.Relayed);
        rows.Add(["Failure rate", t.FailureRate is { } rate ? Figures.Percent(rate) : "not known: nothing tells of deliveries"]);
        Add("Reports of a delay", t.Delayed);
        Add("Complaints", t.Complaints);
        Add("Failures whose cause is not known", t.Unknown);
        Add("Automatic answers, left out", t.AutoReplies);
        Add("Read receipts, left out", t.Receipts);
        Add("Other mails, left out", t.Other);
        Add("Reports on mail that is not ours, left out", t.Foreign);
        Add("Reports that are no failure by their text, left out", t.NoFailure);
        Add("Reports without a usable time", t.Undated);
        Add("Pieces that could not be read", report.Notes.UnreadableTotal);
        foreach (var (i, remedy) in report.Remedies.Index())
        {
            rows.Add(Row($"Remedy {i + 1}, saves {Figures.Number(remedy.Saves)}", $"{remedy.Do} [{Wording.Doer(remedy.By)}]"));
        }

        return new([new("What", 34), new("Value", 110)], rows);
    }

    public static Table OverTime(Report report)
    {
        var series = report.Times.Series.Take(16).ToList();
        return new(
            [
                new("From (UTC)", 20), new("Failed", 10, IsNumber: true), new("Delayed", 10, IsNumber: true), new("Delivered", 12, IsNumber: true),
                new("Complaints", 12, IsNumber: true), .. series.Select(s => new Column(Clean(s.Title), 18, IsNumber: true)),
            ],
            [.. report.Times.Buckets.Select(b => (string[])
                [Time(b.Start), Number(b.Failed), Number(b.Delayed), Number(b.Delivered), Number(b.Complaints), .. b.Counts.Take(series.Count).Select(Number)])]);
    }

    public static Table Parties(string kind, PartyList parties, bool delivered) => new(
        [
            new(kind, 40), new("Failed", 10, IsNumber: true), new("Share %", 9, IsNumber: true), new("Delayed", 10, IsNumber: true),
            new("Delivered", 12, IsNumber: true), new("Failure rate %", 14), new("Complaints", 12, IsNumber: true), new("Most frequent cause", 44),
        ],
        [
            .. parties.Rows.Select(r => Party(r, r.Name, delivered)),
            .. ReportWords.Rest(parties) is { } rest ? (string[][])[Party(parties.Rest, rest, delivered)] : [],
        ]);

    public static Table Suppress(SuppressionList list, int max) => new(
        [new("Address", 40), new("Reason", 14), new("Failures", 10, IsNumber: true), new("First", 20), new("Last", 20), new("Problem", 30), new("Title", 60)],
        [.. list.Addresses.Take(max).Select(a => Row(
            a.Address, ReportWords.Wire(a.Reason), Number(a.Failures), Time(a.First), Time(a.Last), a.Problem ?? "", a.Title))]);

    public static Table Unknown(Report report) => new(
        [new("Template", 90), new("Count", 10, IsNumber: true), new("Likely cause", 26), new("First", 20), new("Last", 20), new("Example", 90)],
        [
            .. report.Unknown.Templates.Select(u => Row(u.Template, Number(u.Count), u.Cause, Time(u.First), Time(u.Last), u.Example)),
            .. report.Unknown.Rest == 0 ? (string[][])[] : [["all others", Number(report.Unknown.Rest), "", "", "", ""]],
        ]);

    private static string[] Party(PartyRow row, string name, bool delivered) => Row(
        name, Number(row.Failed), Share(row.Share), Number(row.Delayed), Number(row.Delivered), delivered && row.FailureRate is { } rate ? Share(rate) : "",
        Number(row.Complaints), row.TopCause ?? "");

    private static string[] Row(params ReadOnlySpan<string> cells)
    {
        var row = new string[cells.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Clean(cells[i]);
        }

        return row;
    }

    // Marks of direction and controls would show another text than there is.
    private static string Clean(string text) => PlainText.Harmless(text).Trim();

    private static string Names(IReadOnlyList<NamedCount> names) => string.Join(", ", names.Select(n => $"{n.Name} ({Figures.Number(n.Count)})"));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time is { } t ? Figures.Wire(t) : "";
}
