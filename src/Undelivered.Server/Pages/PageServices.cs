using Microsoft.Extensions.DependencyInjection.Extensions;
using Undelivered.Server.Pages.Feedback;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Sharing;

namespace Undelivered.Server.Pages;

/// <summary>What the pages need; a store for feedback that is registered already is used instead of the one in memory.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFeedbackStore, FeedbackInMemory>();
        return services
            .AddSingleton<WebLibrary>().AddSingleton<LibrarySearch>().AddSingleton<PageRenderer>().AddSingleton<PersonalData>()
            .AddSingleton<FailureReader>().AddSingleton<PageWriter>().AddSingleton<DownloadFiles>()
            .AddHostedService<PageWarmUp>();
    }
}
