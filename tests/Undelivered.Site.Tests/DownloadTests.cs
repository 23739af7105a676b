using NJsonSchema;
using Undelivered.Site.Export;
using Undelivered.Site.Rendering;

namespace Undelivered.Site.Tests;

public sealed class DownloadTests
{
    [Fact]
    public async Task The_JSON_is_what_its_schema_says_and_nothing_more()
    {
        // Programs must bear new fields; this test must not.
        var strict = Text("undelivered.schema.json").Replace("\"required\":", "\"additionalProperties\": false, \"required\":", StringComparison.Ordinal)
            .Replace("$defs", "definitions", StringComparison.Ordinal);
        var schema = await JsonSchema.FromJsonAsync(strict, TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(Text("undelivered.json")).Take(5));
    }

    [Fact]
    public void Every_download_holds_the_library() => Assert.All(Download.All, d =>
    {
        using var stream = new MemoryStream();
        d.Write(Catalogue.Default, stream);
        Assert.True(stream.Length > 1000, d.File);
    });

    [Fact]
    public void Styles_and_scripts_are_small()
    {
        Assert.True(Asset.Named("undelivered.css").Bytes.Length < 25 * 1024);
        Assert.True(Asset.Named("undelivered.js").Bytes.Length + Asset.Named("theme.js").Bytes.Length < 15 * 1024);
    }

    [Fact]
    public void An_asset_has_its_content_in_its_name() => Assert.All(Asset.All, a =>
    {
        Assert.Contains(a.Hash, a.Path);
        Assert.Same(a, Asset.At(a.Path));
    });

    private static string Text(string file)
    {
        using var stream = new MemoryStream();
        Download.All.Single(d => d.File == file).Write(Catalogue.Default, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
