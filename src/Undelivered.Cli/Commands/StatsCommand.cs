using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Undelivered.Cli.Rendering;
using Undelivered.Cli.Terminal;

namespace Undelivered.Cli.Commands;

/// <summary><c>undelivered catalogue stats</c>: how much the catalogue knows, and how well.</summary>
internal static class StatsCommand
{
    private sealed record Group(string Name, int Entries, int Examples, int Sources, int Unconfirmed);

    public static Command Create()
    {
        var format = CommonOptions.OneOf("--format", "text or json.", "text", "text", "json");
        var overlay = CommonOptions.Overlay();
        var command = new Command("stats", "Count entries, examples and sources, by speaker, status and cause.") { format, overlay };
        command.SetAction(parsed =>
        {
            var catalogue = CommonOptions.Load(parsed.GetValue(overlay));
            if (parsed.GetValue(format) == "json")
            {
                WriteJson(catalogue);
            }
            else
            {
                WriteText(catalogue);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteText(Catalogue catalogue)
    {
        var entries = catalogue.Entries;
        var page = Page.ForOutput();
        page.Heading($"{entries.Count:N0} entries of {catalogue.Speakers.Count:N0} speakers");
        foreach (var (name, number) in Totals(catalogue))
        {
            page.Hanging(string.Create(CultureInfo.InvariantCulture, $"  {number,9}  "), (name, Style.Plain));
        }

        Table(page, "By status", By(entries, e => WireNames.Of(e.Status)));
        Table(page, "By role of the speaker", By(entries, RoleOf(catalogue)));
        Table(page, "By cause", By(entries, e => e.Cause));
        Table(page, "By speaker", By(entries, e => e.Speaker));
        page.Blank();
        page.Print();
    }

    private static IEnumerable<(string Name, string Number)> Totals(Catalogue catalogue)
    {
        var entries = catalogue.Entries;
        yield return ("examples, each a test", Number(entries.Sum(e => e.Examples.Count)));
        yield return ("near-misses", Number(entries.Sum(e => e.NearMisses.Count)));
        yield return ("phrases, tokens, codes and error numbers", Number(entries.Sum(e => e.Match.Count)));
        yield return ("sources", Number(entries.SelectMany(e => e.Sources).Select(s => s.Reference).Distinct().Count()));
        yield return ("causes of entries with a step that a live check can prove", Share(CausesWithCheck(catalogue)));
        yield return ("entries with such a step", Share(entries.Count(HasCheck) / (double)Math.Max(1, entries.Count)));
        yield return ("terms in the glossary", Number(catalogue.Terms.Count));
        yield return ("guides", Number(catalogue.Guides.Count));
    }

    private static bool HasCheck(Entry entry) => entry.Remedy.Any(s => s.Check is not null);

    private static double CausesWithCheck(Catalogue catalogue)
    {
        var causes = catalogue.Entries.Select(e => e.Cause).Distinct().ToHashSet();
        var proven = catalogue.Entries.Where(HasCheck).Select(e => e.Cause).Concat(catalogue.Causes.Where(c => c.Check is not null).Select(c => c.Id)).ToHashSet();
        return causes.Count == 0 ? 0 : causes.Count(proven.Contains) / (double)causes.Count;
    }

    private static Func<Entry, string> RoleOf(Catalogue catalogue)
    {
        var roles = catalogue.Speakers.ToDictionary(s => s.Id, s => WireNames.Of(s.Role));
        return e => roles[e.Speaker];
    }

    private static IEnumerable<Group> By(IEnumerable<Entry> entries, Func<Entry, string> key) => entries
        .GroupBy(key)
        .Select(g => new Group(
            g.Key, g.Count(), g.Sum(e => e.Examples.Count), g.SelectMany(e => e.Sources).Select(s => s.Reference).Distinct().Count(), g.Count(e => e.Status == EntryStatus.Unconfirmed)))
        .OrderByDescending(g => g.Entries).ThenBy(g => g.Name, StringComparer.Ordinal);

    private static void Table(Page page, string title, IEnumerable<Group> groups)
    {
        page.Heading(title);
        page.Hanging("   entries examples sources unconfirmed");
        foreach (var g in groups)
        {
            page.Hanging(string.Create(CultureInfo.InvariantCulture, $"  {g.Entries,8} {g.Examples,8} {g.Sources,7} {g.Unconfirmed,11}  "), (g.Name, Style.Plain));
        }
    }

    private static void WriteJson(Catalogue catalogue)
    {
        using var stream = Standard.OpenOutput();
        using (var writer = new Utf8JsonWriter(stream, DiagnosisJson.Options(indented: true)))
        {
            var entries = catalogue.Entries;
            writer.WriteStartObject();
            writer.WriteString("version", catalogue.Version);
            writer.WriteNumber("entries", entries.Count);
            writer.WriteNumber("speakers", catalogue.Speakers.Count);
            writer.WriteNumber("examples", entries.Sum(e => e.Examples.Count));
            writer.WriteNumber("nearMisses", entries.Sum(e => e.NearMisses.Count));
            writer.WriteNumber("sources", entries.SelectMany(e => e.Sources).Select(s => s.Reference).Distinct().Count());
            writer.WriteNumber("causesWithCheck", Math.Round(CausesWithCheck(catalogue), 4));
            Write(writer, "byStatus", By(entries, e => WireNames.Of(e.Status)));
            Write(writer, "byRole", By(entries, RoleOf(catalogue)));
            Write(writer, "byCause", By(entries, e => e.Cause));
            Write(writer, "bySpeaker", By(entries, e => e.Speaker));
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<Group> groups)
    {
        writer.WriteStartObject(name);
        foreach (var g in groups)
        {
            writer.WriteStartObject(g.Name);
            writer.WriteNumber("entries", g.Entries);
            writer.WriteNumber("examples", g.Examples);
            writer.WriteNumber("sources", g.Sources);
            writer.WriteNumber("unconfirmed", g.Unconfirmed);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
