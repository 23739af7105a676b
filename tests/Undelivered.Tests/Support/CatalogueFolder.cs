using Undelivered.Authoring;

namespace Undelivered.Tests;

/// <summary>A folder of catalogue files that lives as long as the test.</summary>
internal sealed class CatalogueFolder : IDisposable
{
    public const string Causes = """
        causes:
        - id: policy.rejected
          title: Refused by a rule
          meaning: A rule of the receiver refused it.
          permanence: permanent
          fixedBy: recipient-admin
          retry: no
          suppress: no
        - id: recipient.unknown
          title: No such mailbox
          meaning: The address does not exist.
          permanence: permanent
          fixedBy: list
          retry: no
          suppress: yes
        """;

    /// <summary>A speaker without a fault; the lines of its only entry begin at 6.</summary>
    public const string Speaker = """
        speaker: host
        name: A host
        role: receiver
        about: Made for a test.
        entries:
        - id: host.refused
          match:
            - text: the doorman of {domain} said no
          cause: policy.rejected
          title: The doorman refused the message
          meaning: A rule refused it.
          remedy:
            - do: Ask the doorman which rule it was.
              by: recipient-admin
          sources:
            - { title: made for a test }
          status: current
          examples:
            - text: the doorman of example.org said no
              captures: { domain: example.org }
          nearMisses:
            - the doorman said yes
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-");

    public string Path => _folder.FullName;

    public static CatalogueFolder With(string speaker)
    {
        var folder = new CatalogueFolder();
        folder.Write("causes.yaml", Causes);
        folder.Write("host.yaml", speaker);
        return folder;
    }

    /// <summary>The faultless speaker with one text in it replaced.</summary>
    public static CatalogueFolder WithFault(string old, string @new)
    {
        Assert.Contains(old, Speaker);
        return With(Speaker.Replace(old, @new));
    }

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public IReadOnlyList<AuthoringProblem> Problems()
    {
        CatalogueBuild.TryBuild([Path], "test", basis: null, out _, out var problems);
        return problems;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
