using System.Diagnostics.Metrics;

namespace Undelivered.Server.Operations;

/// <summary>What the server counts of its own work; requests and run time are counted by the platform.</summary>
internal sealed class ServerMetrics(IMeterFactory meters)
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "Undelivered";

    private readonly Counter<long> _diagnoses = meters.Create(Meter).CreateCounter<long>("undelivered.diagnoses", "{diagnosis}", "Diagnoses, by cause.");

    public void Count(Cause cause) => _diagnoses.Add(1, new KeyValuePair<string, object?>("cause", cause.Id));
}
