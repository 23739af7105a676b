using System.Collections.Concurrent;

namespace Undelivered.Server.Api;

/// <summary>Diagnosers and readers for use by one request at a time: what they have prepared of the catalogue serves again.</summary>
internal sealed class DiagnoserPool(Catalogue catalogue)
{
    // Those who choose fields choose the same ones over and over; whoever tries them all gets new ones each time.
    private const int MostSelections = 16;

    private readonly ConcurrentDictionary<string, ConcurrentBag<Lease>> _free = new();

    /// <summary>Takes a diagnoser that writes these fields, separated by commas; null for all.</summary>
    /// <exception cref="ArgumentException">There is no field of that name.</exception>
    public Lease Take(string? fields = null)
    {
        var key = fields ?? "";
        return _free.TryGetValue(key, out var free) && free.TryTake(out var lease) ? lease : new Lease(this, key, new JsonDiagnoser(catalogue, Names(fields)));
    }

    private static string[]? Names(string? fields) => fields?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Return(Lease lease, string key)
    {
        if (_free.ContainsKey(key) || _free.Count < MostSelections)
        {
            _free.GetOrAdd(key, _ => []).Add(lease);
        }
    }

    internal sealed class Lease(DiagnoserPool pool, string key, JsonDiagnoser diagnoser) : IDisposable
    {
        public JsonDiagnoser Diagnoser => diagnoser;

        public JsonEvidenceReader Reader { get; } = new();

        public void Dispose() => pool.Return(this, key);
    }
}
