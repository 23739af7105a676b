using Undelivered.Site.Components;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Rendering;

namespace Undelivered.Server.Pages;

/// <summary>Builds the library's indexes and compiles the pages' code after the start, so that the first visitor does not wait for it.</summary>
internal sealed class PageWarmUp(IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(WarmUp, stoppingToken);

    private void WarmUp()
    {
        var renderer = services.GetRequiredService<PageRenderer>();
        var example = renderer.Library.Entries[0].Examples[0].Text;
        var explanation = new Explanation { Answers = [new Explained { Diagnosis = renderer.Library.Catalogue.Diagnose(example) }] };
        services.GetRequiredService<LibrarySearch>().Find(example);
        using var buffer = new PageBuffer();
        renderer.Render(HomePage.Of(example, null, explanation), buffer);
    }
}
