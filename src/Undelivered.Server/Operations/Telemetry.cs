using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Undelivered.Server.Operations;

/// <summary>Traces and metrics by OpenTelemetry: for Prometheus at /metrics, and by OTLP where the operator names a collector.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<ServerMetrics>();
        services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("undelivered"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(ServerMetrics.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime").AddPrometheusExporter();
                if (options.Otlp is { } collector)
                {
                    metrics.AddOtlpExporter(o => o.Endpoint = new Uri(collector));
                }
            })
            .WithTracing(tracing =>
            {
                // A query may hold an error with addresses in it: no trace carries it.
                tracing.AddAspNetCoreInstrumentation(o => o.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null));
                if (options.Otlp is { } collector)
                {
                    tracing.AddOtlpExporter(o => o.Endpoint = new Uri(collector));
                }
            });
    }
}
