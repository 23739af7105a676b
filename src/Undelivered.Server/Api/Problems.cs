using System.Text.Json;

namespace Undelivered.Server.Api;

/// <summary>Answers with a problem (RFC 9457) that says what to do.</summary>
internal static class Problems
{
    private static readonly Dictionary<int, string> Titles = new()
    {
        [400] = "The request cannot be read",
        [404] = "There is no such thing here",
        [405] = "This address does not take that method",
        [413] = "The request is too large",
        [415] = "The type of the body is not known",
        [429] = "Too many requests",
        [500] = "A fault of ours",
    };

    public static async Task Write(HttpContext context, int status, string type, string detail, (string Name, string Value)? header = null)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        if (header is var (name, value))
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, DiagnosisJson.Options());
        json.WriteStartObject();
        json.WriteString("type"u8, type.Length > 0 ? $"/problems#{type}" : "about:blank");
        json.WriteString("title"u8, Titles.GetValueOrDefault(status, "The request was not answered"));
        json.WriteNumber("status"u8, status);
        json.WriteString("detail"u8, detail);
        json.WriteEndObject();
    }
}
