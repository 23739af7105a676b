using System.Xml.Linq;

namespace Undelivered.Tests;

/// <summary>A project never reaches up: docs/decisions, and "One way through the house" in the design.</summary>
public sealed class ProjectReferenceTests
{
    private const string Core = "Undelivered";
    private const string Authoring = "Undelivered.Authoring";

    // From the ground up; a project may use those on lower floors only. One that stands nowhere is refused.
    private static readonly string[][] Floors =
    [
        [Core],
        [Authoring, "Undelivered.Publishing", "Undelivered.Mail", "Undelivered.MailKit"],
        ["Undelivered.Checks", "Undelivered.Reporting", "Undelivered.Site"],
        ["Undelivered.Server", "Undelivered.Cli"],
    ];

    private static readonly Dictionary<string, XDocument> Projects = Directory.EnumerateFiles(RepositoryFiles.Path("src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), XDocument.Load);

    public static TheoryData<string> Names => [.. Projects.Keys.Order()];

    [Fact]
    public void The_core_uses_nothing_but_the_platform()
    {
        Assert.Empty(Packages(Core));
        Assert.Empty(References(Core));
    }

    [Fact]
    public void Reading_catalogue_files_takes_the_core_and_a_YAML_parser()
    {
        Assert.Equal(["YamlDotNet"], Packages(Authoring));
        Assert.Equal([Core], References(Authoring));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_refers_to_lower_floors_only(string project)
    {
        var floor = FloorOf(project);

        Assert.All(References(project), other => Assert.True(FloorOf(other) < floor, $"{project} refers to {other}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_has_its_version_in_one_place(string project) =>
        Assert.DoesNotContain(Projects[project].Descendants("PackageReference"), p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null);

    [Fact]
    public void The_compiled_libraries_refer_to_what_their_projects_say()
    {
        string[] Own(System.Reflection.Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib")).Order()];

        Assert.Empty(Own(typeof(Catalogue).Assembly));
        Assert.Equal([Core, "YamlDotNet"], Own(typeof(Undelivered.Authoring.CatalogueBuild).Assembly));
    }

    private static int FloorOf(string project)
    {
        var floor = Array.FindIndex(Floors, f => f.Contains(project));
        Assert.True(floor >= 0, $"{project} has no floor yet: say in {nameof(Floors)} where it stands");
        return floor;
    }

    private static IEnumerable<string> Packages(string project) => Projects[project].Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value);

    private static IEnumerable<string> References(string project) =>
        Projects[project].Descendants("ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Attribute("Include")!.Value.Replace('\\', '/')));
}
