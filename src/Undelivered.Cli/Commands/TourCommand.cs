using System.CommandLine;
using Undelivered.Cli.Rendering;
using Undelivered.Publishing;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered tour</c>: the main job on real examples, for somebody who has no error at hand.</summary>
internal static class TourCommand
{
    private static readonly string[] Examples =
    [
        "550-5.7.26 Unauthenticated email from example.org is not accepted due to\n550-5.7.26 domain's DMARC policy. Please contact the administrator of\n550 5.7.26 example.org domain if this was a legitimate mail. d2e1a72fcca58-1 - gsmtp",
        "\u201ccode\u201d:\u201cEENVELOPE\u201d,\u201cresponse\u201d:\u201c421 4.3.0 Temporary System Problem. Try again later (10). o11-2002 - gsmtp\u201d,\u201cresponseCode\u201d:421,\u201ccommand\u201d:\u201cDATA",
        "Domain mg.acme.io is not allowed to send: request limit exceeded, try again after Mon, 20 Dec 2021 20:33:21 UTC",
        "Task 'pat@example.com - Sending' reported error (0x800CCC0F)",
        "552 5.2.2 The email account that you tried to reach is over quota. - gsmtp",
        "451 Authentication failed: Maximum credits exceeded",
        "554 5.7.1 <ann@example.net>: Relay access denied",
    ];

    public static Command Create()
    {
        var command = new Command("tour", "Show what it does, on a few real errors.");
        command.SetAction(_ =>
        {
            var catalogue = Catalogue.Default;
            var page = Page.ForOutput();
            page.Blank();
            page.Paragraph("What people paste, and what Undelivered makes of it", Style.Bold);
            foreach (var text in Examples)
            {
                Summary(page, catalogue.Diagnose(text));
            }

            page.Heading("One of them in full");
            DiagnosisView.Write(page, catalogue, catalogue.Diagnose(Examples[0]));
            Next(page, catalogue);
            page.Print();
            return ExitCode.Done;
        });
        return command;
    }

    private static void Summary(Page page, Diagnosis d)
    {
        page.Blank();
        page.Hanging("   ", (Short(d.Text), Style.Dim));
        page.Hanging(" > ", (d.Title, Style.Bold));
        page.Hanging("   ", ($"Whose problem: {Wording.Who(d.FixedBy)}. Send again? {Wording.SendAgain(d)}. Suppress? {Wording.Suppression(d.Suppress)}.", Style.Plain));
    }

    private static void Next(Page page, Catalogue catalogue)
    {
        page.Paragraph($"The catalogue holds {catalogue.Entries.Count:N0} entries of {catalogue.Speakers.Count} speakers. Now type:");
        page.Blank();
        foreach (var (line, what) in ((string, string)[])
        [
            ("./run explain '<your error>'", "explain one error, in quotes"),
            ("./run explain --file error.txt", "the same from a file, or pipe it in"),
            ("./run classify log.txt --output csv", "many errors, one a line, as CSV or JSON"),
            ("./run catalogue search quota", "look something up"),
            ("./run --help", "everything else"),
        ])
        {
            page.Hanging($"   {line,-38}", (what, Style.Dim));
        }

        page.Blank();
    }

    private static string Short(string text) => text.Length <= 150 ? text : text[..149] + "\u2026";
}
