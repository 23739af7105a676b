namespace Undelivered.Reporting.Html;

/// <summary>For whom it fails, and of whom.</summary>
internal static class PartySection
{
    private const int MaxShown = 8;
    private const int MaxFull = 50;

    public static void Overview(HtmlPage page, Report report, SeriesColours colours)
    {
        if (report.Totals.Failed == 0)
        {
            return;
        }

        page.Add($"<section id=\"whom\" aria-labelledby=\"whom-h\">\n<h2 id=\"whom-h\">For whom, and whose problem</h2>\n<p class=\"sub\">{(report.Totals.FailureRate is null ? "How many failed, and their share of all failures." : "How many failed, their share of all failures, and the share of the mail to or from each that failed.")}</p>\n<div class=\"cards\">\n<div>\n");
        Causes(page, report, colours);
        Fixers(page, report);
        page.Add($"</div>\n<div>\n");
        Table(page, report, "Receivers", "Who runs the receiving servers", report.Receivers);
        Table(page, report, "Sender domains", "The domain in the From", report.SenderDomains);
        Table(page, report, "Providers", "Who the messages were sent through", report.Providers);
        Table(page, report, "Your sending addresses", "IP addresses that were refused by name", report.SendingIps);
        page.Add($"</div>\n</div>\n</section>\n");
    }

    /// <summary>What the overview has no room for.</summary>
    public static void Full(HtmlPage page, Report report)
    {
        (string Name, PartyList Parties)[] lists =
        [
            ("Receivers", report.Receivers), ("Recipient domains", report.RecipientDomains), ("Sender domains", report.SenderDomains),
            ("Sending IPs", report.SendingIps), ("Providers", report.Providers),
        ];
        var longer = lists.Where(l => l.Parties.Rows.Count(r => r.Failed + r.Delayed + r.Complaints > 0) > (l.Name == "Recipient domains" ? 0 : MaxShown)).ToList();
        if (longer.Count == 0)
        {
            return;
        }

        page.Add($"<section id=\"lists\" aria-labelledby=\"lists-h\">\n<h2 id=\"lists-h\">The whole lists</h2>\n");
        foreach (var (name, parties) in longer)
        {
            var rows = parties.Rows.Where(r => r.Failed + r.Delayed + r.Complaints > 0).ToList();
            page.Add($"<details class=\"card list\"><summary>{name} <span class=\"muted\">{Figures.Number(Math.Min(rows.Count, MaxFull))} with most failures</span></summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table class=\"full sortable\"><caption class=\"vh\">{name}, those with most failures first</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">Failed</th><th scope=\"col\" class=\"n\">Share</th><th scope=\"col\" class=\"n\">Delayed</th><th scope=\"col\" class=\"n\">Delivered</th><th scope=\"col\" class=\"n\">Complaints</th><th scope=\"col\">Mostly</th></tr></thead><tbody>\n");
            foreach (var row in rows.Take(MaxFull))
            {
                page.Add($"<tr><th scope=\"row\">{row.Name}</th>{Cells(row)}<td>{row.TopCause ?? ""}</td></tr>\n");
            }

            page.Add($"</tbody></table></div>{Lower(parties)}</details>\n");
        }

        page.Add($"</section>\n");
    }

    private static Markup Cells(PartyRow row) => new(
        $"<td class=\"n\">{Figures.Number(row.Failed)}</td><td class=\"n\">{Figures.Percent(row.Share).Replace("<", "&lt;", StringComparison.Ordinal)}</td><td class=\"n\">{Figures.Number(row.Delayed)}</td><td class=\"n\">{Figures.Number(row.Delivered)}</td><td class=\"n\">{Figures.Number(row.Complaints)}</td>");

    private static Markup Lower(PartyList parties) => new(parties.IsExact ? "" : "<p class=\"hint\">There were more names than could be counted apart: these figures are lower bounds, and the rest holds the difference.</p>");

    private static void Causes(HtmlPage page, Report report, SeriesColours colours)
    {
        Begin(page, "Causes", "Why, whoever words it", rates: false);
        var most = report.Causes[0].Failed;
        foreach (var cause in report.Causes.Take(MaxShown))
        {
            Row(page, cause.Title, cause.Failed, cause.Share, most, colours.Of(cause.Id), mostly: null, rates: false, rate: null);
        }

        Rest(page, report.Causes.Skip(MaxShown).Sum(c => c.Failed), $"{Math.Max(0, report.Causes.Count - MaxShown)} other causes", report, rates: false);
        page.Add($"</tbody></table></div>\n");
    }

    private static void Fixers(HtmlPage page, Report report)
    {
        Begin(page, "Whose problem", "Who can put it right", rates: false);
        foreach (var row in report.FixedBy.Take(MaxShown))
        {
            Row(page, ReportWords.Who(row.By), row.Failed, row.Share, report.FixedBy[0].Failed, "s1", mostly: null, rates: false, rate: null);
        }

        Rest(page, report.FixedBy.Skip(MaxShown).Sum(f => f.Failed), "others", report, rates: false);
        page.Add($"</tbody></table></div>\n");
    }

    private static void Table(HtmlPage page, Report report, string name, string about, PartyList parties)
    {
        var rows = parties.Rows.Where(r => r.Failed > 0).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var rates = report.Totals.FailureRate is not null && rows.Any(r => r.FailureRate is not null);
        Begin(page, name, about, rates);
        foreach (var row in rows.Take(MaxShown))
        {
            Row(page, row.Name, row.Failed, row.Share, rows[0].Failed, "s1", row.TopCause, rates, row.FailureRate);
        }

        var rest = rows.Skip(MaxShown).Sum(r => r.Failed) + parties.Rest.Failed;
        Rest(page, rest, parties.IsExact ? $"{Figures.Number(Math.Max(0, rows.Count - MaxShown) + parties.RestNames)} more" : "all others", report, rates);
        page.Add($"</tbody></table>{Lower(parties)}</div>\n");
    }

    private static void Begin(HtmlPage page, string name, string about, bool rates)
    {
        page.Add($"<div class=\"card\"><table class=\"bars\"><caption><span>{name}</span> <small>{about}</small></caption><thead class=\"vh\"><tr><th scope=\"col\">Name</th><th scope=\"col\">Failed</th><th scope=\"col\">Share of failures</th>");
        if (rates)
        {
            page.Add($"<th scope=\"col\">Share of its mail</th>");
        }

        page.Add($"</tr></thead><tbody>\n");
    }

    private static void Row(HtmlPage page, string name, long failed, double share, long most, string colour, string? mostly, bool rates, double? rate)
    {
        page.Add($"<tr><th scope=\"row\"><span class=\"name\">{name}</span>");
        if (mostly is not null)
        {
            page.Add($"<span class=\"mostly\">{mostly}</span>");
        }

        page.Add($"<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"100%\" rx=\"2\"/><rect class=\"{colour}\" width=\"{Math.Max(0.5, 100.0 * failed / Math.Max(1, most))}%\" height=\"100%\" rx=\"2\"/></svg></th><td class=\"n\">{Figures.Number(failed)}</td><td class=\"n share\">{Figures.Percent(share)}</td>");
        if (rates)
        {
            page.Add($"<td class=\"n rate\">{(rate is { } r ? $"{Figures.Percent(r)} of its mail" : "")}</td>");
        }

        page.Add($"</tr>\n");
    }

    private static void Rest(HtmlPage page, long failed, string name, Report report, bool rates)
    {
        if (failed > 0)
        {
            page.Add($"<tr class=\"rest\"><th scope=\"row\">{name}</th><td class=\"n\">{Figures.Number(failed)}</td><td class=\"n share\">{Figures.Percent((double)failed / report.Totals.Failed)}</td>{new Markup(rates ? "<td></td>" : "")}</tr>\n");
        }
    }
}
