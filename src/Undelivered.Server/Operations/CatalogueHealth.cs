using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Undelivered.Server.Operations;

/// <summary>Whether the catalogue answers.</summary>
internal sealed class CatalogueHealth(Catalogue catalogue) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalogue.Diagnose("550 5.1.1 User unknown").IsRecognised ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The catalogue does not know an unknown user."));
}
