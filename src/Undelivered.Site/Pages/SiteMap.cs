using Undelivered.Site.Library;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Pages;

/// <summary>Which page stands under which path: the library's part, that server and static site share.</summary>
public static class SiteMap
{
    private static readonly string[] Sections = ["/library", "/speakers", "/causes", "/codes", "/guides", "/glossary", "/downloads", "/about"];

    /// <summary>Every permanent path of the library, without the home page.</summary>
    public static IEnumerable<string> Paths(WebLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return Sections
            .Concat(library.Guides.Select(g => "/guides/" + g.Id))
            .Concat(library.Causes.Select(c => "/causes/" + c.Id))
            .Concat(library.Speakers.Select(s => "/speakers/" + s.Id))
            .Concat(library.Codes.Names.Select(c => c.Path))
            .Concat(library.Entries.Select(e => "/e/" + e.Id));
    }

    /// <summary>The page of a path, or null. Its own path may be another one: then that is the permanent one.</summary>
    public static Page? Find(WebLibrary library, string path)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(path);
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? Section(path) : Item(library, path[..slash], path[(slash + 1)..]);
    }

    private static Page? Section(string path) => path switch
    {
        "/library" => LibraryPage.Of(),
        "/speakers" => SpeakersPage.Of(),
        "/causes" => CausesPage.Of(),
        "/codes" => CodesPage.Of(),
        "/guides" => GuidesPage.Of(),
        "/glossary" => GlossaryPage.Of(),
        "/downloads" => DownloadsPage.Of(),
        "/about" => AboutPage.Of(),
        _ => null,
    };

    private static Page? Item(WebLibrary library, string section, string id) => section switch
    {
        "/e" when library.Catalogue.FindEntry(id) is { } entry => EntryPage.Of(library, entry),
        "/speakers" when library.FindSpeaker(id) is { } speaker => SpeakerPage.Of(library, speaker),
        "/causes" when library.FindCause(id) is { } cause => CausePage.Of(library, cause),
        "/guides" when library.Guides.FirstOrDefault(g => g.Id == id) is { } guide => GuidePage.Of(library, guide),
        "/codes" when CodeName.TryParse(id, out var code) => CodePage.Of(library, library.Codes.Settle(code)),
        _ => null,
    };
}
