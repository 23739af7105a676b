using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Undelivered.Server.Api;
using Undelivered.Server.Pages;
using Undelivered.Site.Pages;

namespace Undelivered.Server.Operations;

/// <summary>How often one client may ask.</summary>
internal static class RateLimits
{
    /// <summary>The name of the policy.</summary>
    public const string Policy = "api";

    /// <summary>The policy of forms that are kept.</summary>
    public const string Forms = "forms";

    /// <summary>The policy of what asks for a secret.</summary>
    public const string Secrets = "secrets";

    private const int FormsPerMinute = 30;
    private const int SecretsPerMinute = 10;

    public static void AddRateLimits(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(Policy, context => options.RequestsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(Client(context), _ => new()
            {
                TokenLimit = options.RequestsPerMinute,
                TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        limiter.AddPolicy(Forms, context => EachMinute(context, FormsPerMinute));
        limiter.AddPolicy(Secrets, context => EachMinute(context, SecretsPerMinute));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            var context = rejected.HttpContext;
            if (context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is Forms or Secrets)
            {
                context.Response.Headers.RetryAfter = seconds;
                await context.RequestServices.GetRequiredService<PageWriter>().SendOnce(context, NoticePage.Refused("That was too often", $"Wait {seconds} seconds, and send it again."), StatusCodes.Status429TooManyRequests);
                return;
            }

            await Problems.Write(context, StatusCodes.Status429TooManyRequests, "too-many-requests",
                $"At most {options.RequestsPerMinute} requests a minute: wait {seconds} seconds, or send batches.", ("Retry-After", seconds));
        };
    });

    private static RateLimitPartition<string> EachMinute(HttpContext context, int most) => RateLimitPartition.GetFixedWindowLimiter(Client(context), _ => new()
    {
        PermitLimit = most,
        Window = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    });

    private static string Client(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
