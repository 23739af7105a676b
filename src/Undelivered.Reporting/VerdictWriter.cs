using System.Globalization;

namespace Undelivered.Reporting;

/// <summary>Says in a few plain sentences what a report shows.</summary>
internal static class VerdictWriter
{
    // From which share on one thing explains the whole.
    private const double Most = 0.5;
    private const double Much = 0.25;
    private const double Nearly = 0.8;

    public static Verdict Write(Report report)
    {
        var sentences = new List<string>();
        if (report.Totals.Failed > 0)
        {
            Main(report, sentences);
            Cleaning(report, sentences);
        }

        if (report.Totals.Failed > 0 && report.Totals.Unknown * 20 >= report.Totals.Failed)
        {
            var unknown = (double)report.Totals.Unknown / report.Totals.Failed;
            sentences.Add($"{(unknown >= 1 ? "All" : Figures.Percent(unknown))} of the failures have a text that tells no cause; they stand below, grouped.");
        }

        return new(Headline(report), sentences);
    }

    private static string Headline(Report report)
    {
        var t = report.Totals;
        var when = Between(report);
        if (t.Failed == 0)
        {
            return t.Delayed > 0
                ? $"No message has failed{when}; {Figures.Count(t.Delayed, "delay was", "delays were")} reported."
                : t.Delivered + t.Relayed > 0 ? $"No message has failed{when}: {Figures.Count(t.Delivered + t.Relayed, "was", "were")} delivered." : "Nothing that failed was found.";
        }

        return t.FailureRate is { } rate
            ? $"{Figures.Number(t.Failed)} of {Figures.Count(t.Failed + t.Delivered + t.Relayed, "message", "messages")} failed ({Figures.Percent(rate)}){when}."
            : $"{Figures.Count(t.Failed, "message", "messages")} failed{when}.";
    }

    private static void Main(Report report, List<string> sentences)
    {
        // That a cause is unknown is said by itself.
        if (report.Problems.FirstOrDefault(p => p.Cause.Id != CauseId.Unknown) is { Failed: > 0 } top && top.Share >= Much)
        {
            sentences.Add(report.Totals.Failed == 1 ? $"What happened: {top.Title}." : $"{Part(top.Share)} {(top.Failed == 1 ? "is" : "are")} one problem{Since(top)}: {top.Title}.");
            Scope(report, top, sentences);
            if (top.Suppress != Suppress.Yes && report.Remedies.FirstOrDefault(r => r.Problems.Contains(top.Id) && !r.IsCleaning) is { } remedy)
            {
                sentences.Add($"The first step, for {Publishing.Wording.Doer(remedy.By)}: {remedy.Do.TrimEnd('.')}.");
            }
        }
        else if (report.Causes.FirstOrDefault(c => c.Id != CauseId.Unknown) is { } cause && cause.Share >= Much)
        {
            sentences.Add($"{Part(cause.Share)} have one cause, whoever words it: {Lower(cause.Title)}.");
        }
        else if (report.Totals.Unknown * 2 < report.Totals.Failed)
        {
            var few = report.Problems.Where(p => p.Failed > 0).Take(5).ToList();
            sentences.Add($"No single problem stands out: the {Figures.Word(few.Count)} most frequent make up {Figures.Percent(few.Sum(p => p.Share))}.");
        }
    }

    private static void Scope(Report report, ProblemRow top, List<string> sentences)
    {
        var sender = top.Senders is [var s, ..] && s.Share >= Nearly && report.SenderDomains.Rows.Count > 1 && !top.Title.Contains(s.Name, StringComparison.OrdinalIgnoreCase) ? s : null;
        var receiver = top.Receivers is [var r, ..] && r.Share >= Nearly && !top.Title.Contains(r.Name, StringComparison.OrdinalIgnoreCase) && top.Speaker != r.Name ? r : null;
        var where = (sender, receiver) switch
        {
            ({ }, { }) => $"mail from {sender.Name} to {receiver.Name}",
            ({ }, null) => $"mail from {sender.Name}",
            (null, { }) => $"mail to {receiver.Name}",
            _ => null,
        };
        if (where is not null)
        {
            sentences.Add($"It concerns {(Math.Min(sender?.Share ?? 1, receiver?.Share ?? 1) >= 0.995 ? "only" : "nearly only")} {where}.");
        }
    }

    private static void Cleaning(Report report, List<string> sentences)
    {
        if (report.Remedies.FirstOrDefault(r => r.IsCleaning) is { } cleaning && cleaning.Share >= 0.1)
        {
            var count = report.Suppressions.Dead;
            sentences.Add($"{Figures.Percent(cleaning.Share)} went to addresses that no longer exist{(count > 0 ? $"; {Figures.Count(count, "address", "addresses")} should be taken off the list" : "")}.");
        }
    }

    private static string Part(double share) => share switch
    {
        >= 0.995 => "All of them",
        >= 0.9 => $"Nearly all of them ({Figures.Percent(share)})",
        >= Most => $"Most of them ({Figures.Percent(share)})",
        _ => $"{Figures.Percent(share)} of them",
    };

    private static string Since(ProblemRow top) => top switch
    {
        { Trend: Trend.New or Trend.Rising, Since: { } since } => $" since {Figures.Time(since)}",
        { Trend: Trend.Over, Since: { } since, LastSeen: { } last } => $" that began on {Figures.Time(since)} and was over by {Figures.Time(last)}",
        { Trend: Trend.Over, LastSeen: { } last } => $" that was over by {Figures.Time(last)}",
        _ => "",
    };

    private static string Between(Report report)
    {
        if (report is not { From: { } from, To: { } to })
        {
            return "";
        }

        return from.Date == to.Date ? $" on {Figures.Date(from)}"
            : to - from < TimeSpan.FromDays(2) ? $" between {Figures.Time(from)} and {Figures.Time(to)}"
            : from.Year == to.Year ? $" between {from.ToString("ddd d MMM", CultureInfo.InvariantCulture)} and {Figures.Date(to)}"
            : $" between {Figures.Date(from)} and {Figures.Date(to)}";
    }

    // "DNS look-up failed" keeps its capitals.
    private static string Lower(string title) => title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
