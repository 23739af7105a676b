using Undelivered.Site.Export;

namespace Undelivered.Site.Tests;

public sealed class SiteWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undelivered-site");

    [Fact]
    public void The_static_site_has_no_dead_link_and_leads_nowhere_but_into_itself()
    {
        var told = new List<SiteProgress>();
        var count = SiteWriter.Write(Catalogue.Default, _folder.FullName, new Collected(told));
        var files = _folder.EnumerateFiles("*", SearchOption.AllDirectories).ToDictionary(f => f.FullName, f => f);
        var ids = new Dictionary<string, HashSet<string>>();

        Assert.Equal(count, files.Count);
        Assert.Equal(new SiteProgress(count, count), told[^1]);
        foreach (var page in files.Values.Where(f => f.Extension == ".html"))
        {
            var html = File.ReadAllText(page.FullName);
            foreach (var link in Rendered.Attributes(html, "href").Concat(Rendered.Attributes(html, "src")).Concat(Rendered.Attributes(html, "action")))
            {
                if (link.StartsWith("https://", StringComparison.Ordinal) || link.StartsWith("http://", StringComparison.Ordinal))
                {
                    continue;
                }

                Assert.False(link.StartsWith('/'), $"{page.FullName}: {link} is not relative");
                var hash = link.IndexOf('#');
                var target = link.Length == 0 || hash == 0 ? page.FullName : Path.GetFullPath(hash < 0 ? link : link[..hash], page.DirectoryName!);
                Assert.True(files.ContainsKey(target), $"{page.FullName}: {link} is dead");
                if (hash >= 0)
                {
                    Assert.True(IdsOf(target).Contains(link[(hash + 1)..]), $"{page.FullName}: {link} has no such place");
                }
            }
        }

        HashSet<string> IdsOf(string file) =>
            ids.TryGetValue(file, out var known) ? known : ids[file] = [.. Rendered.Attributes(File.ReadAllText(file), "id")];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Collected(List<SiteProgress> told) : IProgress<SiteProgress>
    {
        public void Report(SiteProgress value) => told.Add(value);
    }
}
