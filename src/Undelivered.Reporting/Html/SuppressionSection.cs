using System.Text;

namespace Undelivered.Reporting.Html;

/// <summary>The addresses to send nothing more to.</summary>
internal static class SuppressionSection
{
    /// <summary>So many addresses are a file of about 100 KB, three times over.</summary>
    private const int MaxEmbedded = 1_500;

    public static void Write(HtmlPage page, Report report, ReportHtmlOptions options)
    {
        var list = report.Suppressions;
        page.Add($"<section id=\"suppress\" aria-labelledby=\"suppress-h\">\n<h2 id=\"suppress-h\">Addresses to suppress</h2>\n");
        if (list.Addresses.Count == 0)
        {
            page.Add($"<p class=\"sub\">None: no failure proves that an address is dead.</p>\n");
        }
        else
        {
            page.Add($"<p class=\"sub\">Send nothing more to {(list.Addresses.Count == 1 ? "this one" : "these")}: each message to a dead address costs reputation.</p>\n");
        }

        page.Add($"<div class=\"card\"><table class=\"plain\"><caption class=\"vh\">Addresses by reason</caption><thead><tr><th scope=\"col\">Reason</th><th scope=\"col\" class=\"n\">Addresses</th></tr></thead><tbody>\n");
        void Row(string reason, long count, bool listed)
        {
            if (count > 0 || listed)
            {
                page.Add($"<tr{new Markup(listed ? "" : " class=\"rest\"")}><th scope=\"row\">{reason}</th><td class=\"n\">{Figures.Number(count)}</td></tr>\n");
            }
        }

        Row("Dead: the server says that there is no such mailbox, or no longer", list.Dead, listed: true);
        Row("Complained, or unsubscribed", list.Complained, listed: true);
        Row($"Failed at least {list.Repeats} times over at least {Figures.Count(list.Days, "day", "days")}, with no delivery in between", list.Repeated, listed: true);
        Row("Not listed: failed so too, but not often or long enough yet", list.Waiting, listed: false);
        Row("Not listed: took mail after the failure", list.DeliveredSince, listed: false);
        Row("Not listed: your provider suppresses them already", list.AlreadyHeld, listed: false);
        Row("Failures that name no usable address", list.WithoutAddress, listed: false);
        Row("Failures beyond what one report keeps addresses of", list.Unkept, listed: false);
        page.Add($"</tbody></table></div>\n");
        if (list.Addresses.Count > 0)
        {
            Downloads(page, list, options);
        }

        page.Add($"</section>\n");
    }

    private static void Downloads(HtmlPage page, SuppressionList list, ReportHtmlOptions options)
    {
        if (!options.WithAddresses || list.Addresses.Count > MaxEmbedded)
        {
            page.Add($"<p class=\"hint\">{(options.WithAddresses ? "They are too many for this page." : "This page holds no recipient’s address, so that it can be handed on.")} The option <code>--suppressions</code> of <code>undelivered report</code> writes them as a file for Mailgun, SendGrid, Amazon SES, Postmark, Brevo, or a spreadsheet.</p>\n");
            return;
        }

        page.Add($"<p class=\"downloads\">\n");
        Download(page, list, SuppressionFormat.Csv, "suppressions.csv", "CSV");
        Download(page, list, SuppressionFormat.Plain, "suppressions.txt", "One a line");
        Download(page, list, SuppressionFormat.AmazonSes, "suppressions-ses.csv", "Amazon SES");
        page.Add($"</p>\n<p class=\"hint\">For Mailgun, SendGrid, Postmark and Brevo: <code>undelivered report --suppressions</code>.</p>\n");
    }

    private static void Download(HtmlPage page, SuppressionList list, SuppressionFormat format, string file, string name)
    {
        using var stream = new MemoryStream();
        SuppressionFile.Write(format, list, stream);
        var type = format == SuppressionFormat.Plain ? "text/plain" : "text/csv";
        page.Add($"<a class=\"button\" download=\"{file}\" href=\"data:{type};charset=utf-8;base64,{new Markup(Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length))}\">{name}</a>\n");
    }
}
