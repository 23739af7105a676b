using System.Security.Cryptography;
using System.Text.Json;
using System.Buffers;
using Undelivered.Publishing;

namespace Undelivered.Server.Api;

/// <summary>The catalogue by HTTP: entries, causes, speakers, search. Answers carry an ETag and may be kept as long as it holds.</summary>
internal sealed class LibraryEndpoints
{
    private const int MostHits = 100;
    private const int LongestQuery = 2000;

    private readonly Catalogue _catalogue;
    private readonly CatalogueSearch _search;
    private readonly Lazy<string> _tag;

    public LibraryEndpoints(Catalogue catalogue, CatalogueSearch search)
    {
        _catalogue = catalogue;
        _search = search;
        _tag = new(() => TagOf(catalogue));
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/entries", (HttpContext context, string? speaker, string? cause) => Answer(context, json =>
            WriteAll(json, "entries", _catalogue.Entries.Where(e => (speaker is null || e.Speaker == speaker) && (cause is null || e.Cause == cause)), WriteEntry)));
        routes.MapGet("/entries/{id}", (HttpContext context, string id) => _catalogue.FindEntry(id) is { } entry
            ? Answer(context, json => WriteEntry(json, entry))
            : Problems.Write(context, StatusCodes.Status404NotFound, "no-such-entry", $"There is no entry '{id}'. GET /api/v1/search finds entries by words and codes."));
        routes.MapGet("/causes", (HttpContext context) => Answer(context, json => WriteAll(json, "causes", _catalogue.Causes, WriteCause)));
        routes.MapGet("/speakers", (HttpContext context) => Answer(context, json => WriteAll(json, "speakers", _catalogue.Speakers, WriteSpeaker)));
        routes.MapGet("/terms", (HttpContext context) => Answer(context, json => WriteAll(json, "terms", _catalogue.Terms, WriteTerm)));
        routes.MapGet("/search", Search);
    }

    private Task Search(HttpContext context, string? q, int? limit)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > LongestQuery)
        {
            return Problems.Write(context, StatusCodes.Status400BadRequest, "bad-request", $"Give words, a code or an error as ?q=, of at most {LongestQuery} characters. A longer error goes to POST /api/v1/diagnose.");
        }

        var hits = _search.Find(q, Math.Clamp(limit ?? 20, 1, MostHits));
        return Answer(context, json => WriteAll(json, "hits", hits, (writer, hit) =>
        {
            writer.WriteStartObject();
            writer.WriteString("entry"u8, hit.Entry.Id);
            writer.WriteString("speaker"u8, hit.Entry.Speaker);
            writer.WriteString("cause"u8, hit.Entry.Cause);
            writer.WriteString("title"u8, hit.Entry.Title);
            writer.WriteNumber("score"u8, Math.Round(hit.Score, 2));
            writer.WriteEndObject();
        }));
    }

    private Task Answer(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = new(_tag.Value);
        headers.CacheControl = new() { Public = true, MaxAge = TimeSpan.FromMinutes(5) };
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(headers.ETag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(context.Response.BodyWriter, DiagnosisJson.Options());
        write(json);
        json.Flush();
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteEntry(Utf8JsonWriter json, Entry entry) => json.WriteRawValue(CatalogueJson.Render(_catalogue, entry));

    private static void WriteCause(Utf8JsonWriter json, Cause cause)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, cause.Id);
        json.WriteString("title"u8, cause.Title);
        json.WriteString("meaning"u8, cause.Meaning);
        json.WriteString("permanence"u8, WireNames.Of(cause.Permanence));
        json.WriteString("fixedBy"u8, WireNames.Of(cause.FixedBy));
        json.WriteString("retry"u8, WireNames.Of(cause.Retry));
        json.WriteString("suppress"u8, WireNames.Of(cause.Suppress));
        json.WriteEndObject();
    }

    private static void WriteSpeaker(Utf8JsonWriter json, Speaker speaker)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, speaker.Id);
        json.WriteString("name"u8, speaker.Name);
        json.WriteString("role"u8, WireNames.Of(speaker.Role));
        json.WriteString("about"u8, speaker.About);
        json.WriteEndObject();
    }

    private static void WriteTerm(Utf8JsonWriter json, Term term)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, term.Id);
        json.WriteString("term"u8, term.Name);
        json.WriteString("definition"u8, term.Definition);
        json.WriteEndObject();
    }

    private static string TagOf(Catalogue catalogue)
    {
        using var all = new MemoryStream();
        CatalogueJson.Write(catalogue, all);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(all.GetBuffer().AsSpan(0, (int)all.Length)).AsSpan(0, 12))}\"";
    }
}
