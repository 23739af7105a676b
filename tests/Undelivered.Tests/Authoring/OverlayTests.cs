using Undelivered.Authoring;
using Undelivered.Compilation;

namespace Undelivered.Tests;

/// <summary>A user's own files, laid over the catalogue that comes with the library.</summary>
public sealed class OverlayTests
{
    private static readonly string Own = CatalogueFolder.Speaker;

    private static readonly string Replacing = CatalogueFolder.Speaker
        .Replace("speaker: host\nname: A host\nrole: receiver\nabout: Made for a test.\n", "speaker: gmail\nname: Our Gmail\nrole: receiver\nabout: Ours.\n")
        .Replace("host.refused", "gmail.user-unknown");

    [Fact]
    public void An_entry_of_ones_own_answers_beside_those_of_the_catalogue()
    {
        using var folder = new CatalogueFolder();

        var catalogue = CatalogueBuild.Load([folder.Write("own.yaml", Own)], Catalogue.Default);

        Assert.Equal("host.refused", catalogue.Diagnose("550 The doorman of example.org said no").Entry?.Id);
        Assert.Equal("gmail.user-unknown", catalogue.Diagnose("550 5.1.1 The email account that you tried to reach does not exist").Entry?.Id);
        Assert.Equal(Catalogue.Default.Entries.Count + 1, catalogue.Entries.Count);
        Assert.Equal(Catalogue.Default.Version + "+own", catalogue.Version);
    }

    [Fact]
    public void An_entry_of_the_same_id_takes_the_place_of_the_catalogues()
    {
        using var folder = new CatalogueFolder();

        var catalogue = CatalogueBuild.Load([folder.Write("own.yaml", Replacing)], Catalogue.Default);

        Assert.Equal("gmail.user-unknown", catalogue.Diagnose("550 The doorman of example.org said no").Entry?.Id);
        Assert.NotEqual("gmail.user-unknown", catalogue.Diagnose("550 5.1.1 The email account that you tried to reach does not exist").Entry?.Id);
        Assert.Equal(Catalogue.Default.Entries.Count, catalogue.Entries.Count);
        Assert.Equal("Our Gmail", catalogue.Speakers.Single(s => s.Id == "gmail").Name);
    }

    [Fact]
    public void Entries_may_be_added_to_a_speaker_without_describing_it_again()
    {
        using var folder = new CatalogueFolder();
        var text = Own.Replace("speaker: host\nname: A host\nrole: receiver\nabout: Made for a test.\n", "speaker: gmail\n").Replace("host.refused", "gmail.own-doorman");

        var catalogue = CatalogueBuild.Load([folder.Write("own.yaml", text)], Catalogue.Default);

        Assert.Equal("gmail.own-doorman", catalogue.Diagnose("550 The doorman of example.org said no").Entry?.Id);
        Assert.Equal(Catalogue.Default.Speakers.Single(s => s.Id == "gmail").Name, catalogue.Speakers.Single(s => s.Id == "gmail").Name);
    }

    [Fact]
    public void A_fault_in_ones_own_file_is_told_with_its_place()
    {
        using var folder = new CatalogueFolder();
        var file = folder.Write("own.yaml", Own.Replace("said yes", "of example.net said no"));

        var fault = Assert.Throws<CatalogueException>(() => CatalogueBuild.Load([file], Catalogue.Default));

        Assert.Contains($"{file}(7,3): error", fault.Message);
        Assert.Contains("near-miss", fault.Message);
    }

    [Fact]
    public void An_entry_of_ones_own_must_not_shadow_one_of_the_catalogue()
    {
        using var folder = new CatalogueFolder();
        var text = Own.Replace("- text: the doorman of {domain} said no", "- code: 550 5.1.1\n      text: The email account that you tried to reach does not exist");

        Assert.False(CatalogueBuild.TryBuild([folder.Write("own.yaml", text)], "own", Catalogue.Default.ToSource(), out _, out var problems));
        Assert.Contains(problems, p => p.Message.Contains("shadowed", StringComparison.Ordinal) && p.File.EndsWith("own.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void A_catalogue_that_is_compiled_from_itself_says_the_same()
    {
        var once = Compiled(Catalogue.Default.ToSource());

        var again = Catalogue.FromCompiled(once);

        Assert.Equal(Catalogue.Default.Version, again.Version);
        Assert.Equal(once, Compiled(again.ToSource()));
        Assert.All(Texts.Examples.Where((_, i) => i % 10 == 0), e => Assert.Equal(Catalogue.Default.Diagnose(e.Example.Text).ToJson(), again.Diagnose(e.Example.Text).ToJson()));
    }

    [Fact]
    public void A_compiled_catalogue_that_is_cut_off_is_refused()
    {
        var whole = Compiled(Catalogue.Default.ToSource());

        Assert.All((int[])[0, 4, 100, 10_000, whole.Length - 1], length => Assert.Throws<InvalidDataException>(() => { Catalogue.FromCompiled(whole.AsSpan(0, length)); }));
    }

    [Fact]
    public void What_is_no_compiled_catalogue_is_refused()
    {
        var whole = Compiled(Catalogue.Default.ToSource());
        whole[0] ^= 1;

        Assert.Throws<InvalidDataException>(() => { Catalogue.FromCompiled(whole); });
    }

    private static byte[] Compiled(CatalogueSource source)
    {
        var compiled = CatalogueCompiler.Compile(source, out var problems);
        Assert.Empty(problems);
        return compiled;
    }
}
