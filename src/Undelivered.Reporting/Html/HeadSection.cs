namespace Undelivered.Reporting.Html;

/// <summary>The answer in words, and the figures.</summary>
internal static class HeadSection
{
    public static void Write(HtmlPage page, Report report)
    {
        page.Add($"<a class=\"skip\" href=\"#main\">To the report</a>\n<header>\n<p class=\"eyebrow\"><span class=\"mark\" aria-hidden=\"true\"></span>Undelivered report</p>\n<h1>{report.Verdict.Headline}</h1>\n");
        if (report.Verdict.Sentences.Count > 0)
        {
            page.Add($"<p class=\"lead\">{report.Verdict.Sentences[0]}");
            foreach (var sentence in report.Verdict.Sentences.Skip(1))
            {
                page.Add($" {sentence}");
            }

            page.Add($"</p>\n");
        }

        Stats(page, report);
        Nav(page, report);
        page.Add($"</header>\n");
    }

    private static void Stats(HtmlPage page, Report report)
    {
        var t = report.Totals;
        page.Add($"<dl class=\"stats\">\n");
        Stat(page, "Failed", t.Failed, t.FailureRate is { } rate ? $"{Figures.Percent(rate)} of all" : "");
        if (t.Delivered + t.Relayed > 0)
        {
            Stat(page, "Delivered", t.Delivered + t.Relayed, "");
        }

        if (t.Delayed > 0)
        {
            Stat(page, "Delays", t.Delayed, "tried again");
        }

        if (t.Complaints > 0)
        {
            Stat(page, "Complaints", t.Complaints, "");
        }

        Stat(page, "To suppress", report.Suppressions.Addresses.Count, "addresses");
        if (t.Failed > 0)
        {
            Stat(page, "Cause unknown", t.Unknown, t.Unknown > 0 ? $"{Figures.Percent((double)t.Unknown / t.Failed)} of the failures" : "every failure is explained");
        }

        page.Add($"</dl>\n");
    }

    private static void Stat(HtmlPage page, string name, long count, string more)
    {
        page.Add($"<div><dt>{name}</dt><dd>{Figures.Number(count)}");
        if (more.Length > 0)
        {
            page.Add($"<small>{more}</small>");
        }

        page.Add($"</dd></div>\n");
    }

    private static void Nav(HtmlPage page, Report report)
    {
        page.Add($"<nav aria-label=\"In this report\"><ul>\n");
        void Link(string id, string text, bool there)
        {
            if (there)
            {
                page.Add($"<li><a href=\"#{id}\">{text}</a></li>\n");
            }
        }

        Link("do", "What to do first", report.Remedies.Count > 0);
        Link("time", "Over time", report.Times.Buckets.Count > 0);
        Link("whom", "For whom", report.Receivers.Rows.Count + report.SenderDomains.Rows.Count > 0);
        Link("problems", "What fails", report.Problems.Count > 0);
        Link("suppress", "To suppress", true);
        Link("unknown", "Unknown texts", report.Unknown.Total > 0);
        Link("notes", "Notes", true);
        page.Add($"</ul></nav>\n");
    }
}
