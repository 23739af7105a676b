using Microsoft.AspNetCore.Http.Features;

namespace Undelivered.Server.Pages;

/// <summary>Reads what somebody sends, up to a bound.</summary>
internal static class RequestBody
{
    /// <summary>The largest text or file that is taken: 5 MB.</summary>
    public const int MaxLength = 5 * 1024 * 1024;

    // Boundaries and the other fields of a form.
    private const int Around = 64 * 1024;

    /// <summary>The body; null where it is too long.</summary>
    public static async Task<byte[]?> Read(HttpContext context)
    {
        if (!Bound(context))
        {
            return null;
        }

        try
        {
            using var body = new MemoryStream((int)Math.Max(0, context.Request.ContentLength ?? 0));
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.Length > MaxLength ? null : body.TryGetBuffer(out var all) && all.Count == body.Capacity ? all.Array : body.ToArray();
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    /// <summary>The form; null where it is too long or cannot be read.</summary>
    public static async Task<IFormCollection?> ReadForm(HttpContext context, int maxLength = MaxLength)
    {
        if (!context.Request.HasFormContentType || !Bound(context, maxLength))
        {
            return null;
        }

        try
        {
            var options = new FormOptions { ValueLengthLimit = maxLength, MultipartBodyLengthLimit = maxLength, BufferBodyLengthLimit = maxLength + Around, ValueCountLimit = 32 };
            return await context.Request.ReadFormAsync(options, context.RequestAborted);
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }

    private static bool Bound(HttpContext context, int maxLength = MaxLength)
    {
        if (context.Request.ContentLength > maxLength + Around)
        {
            return false;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxLength + Around;
        }

        return true;
    }
}
