using System.Globalization;
using System.Threading.RateLimiting;
using Undelivered.Server.Api;

namespace Undelivered.Server.Operations;

/// <summary>How often one client may ask.</summary>
internal static class RateLimits
{
    /// <summary>The name of the policy.</summary>
    public const string Policy = "api";

    public static void AddRateLimits(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(Policy, context => options.RequestsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
            {
                TokenLimit = options.RequestsPerMinute,
                TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Problems.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "too-many-requests",
                $"At most {options.RequestsPerMinute} requests a minute: wait {seconds} seconds, or send batches.", ("Retry-After", seconds));
        };
    });
}
