using System.Collections.Concurrent;

namespace Undelivered.Server.Api;

/// <summary>Diagnosers and readers for use by one request at a time: what they have prepared of the catalogue serves again.</summary>
internal sealed class DiagnoserPool(Catalogue catalogue)
{
    private readonly ConcurrentBag<Lease> _free = [];

    public Lease Take() => _free.TryTake(out var lease) ? lease : new Lease(this, new JsonDiagnoser(catalogue), new JsonEvidenceReader());

    internal sealed class Lease(DiagnoserPool pool, JsonDiagnoser diagnoser, JsonEvidenceReader reader) : IDisposable
    {
        public JsonDiagnoser Diagnoser => diagnoser;

        public JsonEvidenceReader Reader => reader;

        public void Dispose() => pool._free.Add(this);
    }
}
