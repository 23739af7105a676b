using Undelivered.Mail;

namespace Undelivered.Reporting.Tests;

/// <summary>Reports whose every text tries to break out of the page, and to make it endless.</summary>
internal static class HostileReports
{
    public const string Script = "<script>alert('owned')</script><img src=x onerror=alert(1)>\"' onmouseover='alert(2)";
    public const string Turned = "\u202Etxt.exe\u2066\u0000\u001b[31m\u0085\uFEFF";

    public static Report Report(int count = 3_000)
    {
        var builder = new ReportBuilder(Catalogue.Default, Traffic.Options);
        for (var i = 0; i < count; i++)
        {
            var report = new DeliveryReport
            {
                Kind = (i % 7) switch { 5 => ReportKind.Delay, 6 => ReportKind.Complaint, _ => ReportKind.Failure },
                Evidence = new()
                {
                    Text = (i % 4) switch
                    {
                        0 => $"550 {Script} {Turned} nr {Letters(i)} {new string('x', i % 50 == 0 ? 70_000 : 10)}",
                        1 => $"550-5.7.26 Unauthenticated email from {Letters(i)}<b>.example is not accepted due to domain's DMARC policy.{Script}",
                        2 => string.Concat(Enumerable.Repeat($"{Letters(i)} </pre></details></style></script> & ", 40)),
                        _ => $"{Letters(i * 31)} {Letters(i * 17)} {Letters(i * 13)} {Script}",
                    },
                    Provider = i % 3 == 0 ? Script : $"provider {Letters(i)} {new string('p', 500)}",
                },
                Source = new(Script),
                Recipient = i % 2 == 0 ? $"{Letters(i)}@{new string('d', 60)}{Letters(i)}.example" : $"{Script}@{Turned}",
                RemoteMta = i % 2 == 0 ? $"mx.{Letters(i)}{new string('h', 50)}.example" : Script,
                Time = Traffic.Begin.AddMinutes(i * 5),
                Original = new() { From = $"<b>@{Letters(i % 100)}.example" },
                Defects = [Script + Letters(i), new string('d', 5_000) + i],
            };
            builder.Add(report, Catalogue.Default.Diagnose(report.Evidence));
            builder.AddUnreadable(Script + Turned + new string('u', 3_000) + Letters(i));
            builder.AddNote(Script);
        }

        return builder.Build();
    }

    private static string Letters(int i) => new([.. Enumerable.Range(0, 12).Select(k => (char)('a' + ((((uint)(i + 1) * 2_654_435_761u) >> (k * 2)) & 15)))]);
}
