using Microsoft.Extensions.DependencyInjection.Extensions;
using Undelivered.Server.Pages.Feedback;
using Undelivered.Site.Library;
using Undelivered.Site.Pages;
using Undelivered.Site.Sharing;

namespace Undelivered.Server.Pages;

/// <summary>What the pages need.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FeedbackInStore>();
        services.AddSingleton<IFeedbackStore>(s => s.GetRequiredService<FeedbackInStore>());
        return services
            .AddSingleton<WebLibrary>().AddSingleton<LibrarySearch>().AddSingleton<PageRenderer>().AddSingleton<PersonalData>()
            .AddSingleton<FailureReader>().AddSingleton<PageWriter>().AddSingleton<DownloadFiles>()
            .AddHostedService<PageWarmUp>();
    }
}
