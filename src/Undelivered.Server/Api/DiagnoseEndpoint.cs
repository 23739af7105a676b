using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Undelivered.Server.Operations;

namespace Undelivered.Server.Api;

/// <summary><c>POST /api/v1/diagnose</c>: one failure, a batch, or a stream of them.</summary>
internal static class DiagnoseEndpoint
{
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";
    private const int MaxLine = 1024 * 1024;

    public static async Task Handle(HttpContext context, DiagnoserPool pool, ServerMetrics metrics, IOptions<ServerOptions> options)
    {
        DiagnoserPool.Lease lease;
        try
        {
            lease = pool.Take(context.Request.Query.TryGetValue("fields", out var fields) ? fields.ToString() : null);
        }
        catch (ArgumentException fault)
        {
            await Problems.Write(context, StatusCodes.Status400BadRequest, "no-such-field", $"{fault.Message.Split(" (Parameter", 2)[0]} The fields are: {string.Join(", ", DiagnosisJson.FieldNames)}.");
            return;
        }

        using var _ = lease;
        var type = context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        switch (type)
        {
            case Json:
                await AnswerJson(context, lease, metrics, options.Value);
                break;
            case "text/plain":
                await AnswerText(context, lease, metrics, options.Value);
                break;
            case Lines or "application/jsonl" or "application/jsonlines":
                await AnswerLines(context, lease, metrics);
                break;
            default:
                await Problems.Write(context, StatusCodes.Status415UnsupportedMediaType, "unsupported-type",
                    $"Send application/json ({{\"text\": \"…\"}} or an array of such), {Lines} or text/plain, not '{type}'.");
                break;
        }
    }

    private static async Task AnswerText(HttpContext context, DiagnoserPool.Lease lease, ServerMetrics metrics, ServerOptions options)
    {
        if (await ReadBody(context, options) is not { } body)
        {
            return;
        }

        context.Response.ContentType = Json;
        lease.Diagnoser.Write(context.Response.BodyWriter, body.Span, default);
        metrics.Count(lease.Diagnoser.LastCause);
    }

    private static async Task AnswerJson(HttpContext context, DiagnoserPool.Lease lease, ServerMetrics metrics, ServerOptions options)
    {
        if (await ReadBody(context, options) is not { } body)
        {
            return;
        }

        var answer = new ArrayBufferWriter<byte>(4096);
        var problem = TryBatch(body.Span, lease, metrics, options, answer);
        if (problem is not null)
        {
            await Problems.Write(context, StatusCodes.Status400BadRequest, "bad-request", problem);
            return;
        }

        context.Response.ContentType = Json;
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Answers an object with an object and an array with an array; what is wrong with the body, or null.</summary>
    private static string? TryBatch(ReadOnlySpan<byte> body, DiagnoserPool.Lease lease, ServerMetrics metrics, ServerOptions options, ArrayBufferWriter<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                var read = lease.Reader.Read(body);
                if (read.Error is not null)
                {
                    return $"The body cannot be read: {read.Error}.";
                }

                Write(answer, read, lease, metrics);
                return null;
            }

            answer.Write("["u8);
            var count = 0;
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
            {
                if (count == options.MaxBatch)
                {
                    return $"A batch holds at most {options.MaxBatch} failures: send several, or a stream of {Lines}.";
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var read = lease.Reader.Read(body[start..(int)reader.BytesConsumed]);
                if (read.Error is not null)
                {
                    return $"Item {count + 1} of the batch cannot be read: {read.Error}.";
                }

                if (count > 0)
                {
                    answer.Write(","u8);
                }

                Write(answer, read, lease, metrics);
            }

            answer.Write("]"u8);
            reader.Read();
            return null;
        }
        catch (JsonException fault)
        {
            return $"The body is not JSON from byte {fault.BytePositionInLine + 1} of line {fault.LineNumber + 1} on.";
        }
    }

    /// <summary>Answers line by line as they come, in constant memory; a line that cannot be read becomes an object with an error.</summary>
    private static async Task AnswerLines(HttpContext context, DiagnoserPool.Lease lease, ServerMetrics metrics)
    {
        // A stream is bounded by its lines, not as a whole.
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        context.Response.ContentType = Lines;
        var input = context.Request.BodyReader;
        var output = context.Response.BodyWriter;
        var number = 0L;
        while (true)
        {
            var read = await input.ReadAsync(context.RequestAborted);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                WriteLine(rest.Slice(0, end), ++number);
                rest = rest.Slice(rest.GetPosition(1, end));
                if (output.UnflushedBytes > 64 * 1024)
                {
                    await output.FlushAsync(context.RequestAborted);
                }
            }

            if (read.IsCompleted && rest.Length > 0)
            {
                WriteLine(rest, ++number);
                rest = rest.Slice(rest.End);
            }

            if (rest.Length > MaxLine)
            {
                WriteError(output, default, number + 1, $"it is longer than {MaxLine / 1024} KB; the rest of the stream was not read");
                await output.FlushAsync(context.RequestAborted);
                return;
            }

            input.AdvanceTo(rest.Start, rest.End);
            await output.FlushAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                return;
            }
        }

        void WriteLine(in ReadOnlySequence<byte> line, long lineNumber)
        {
            var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
            if (bytes.Trim(" \t\r"u8).IsEmpty)
            {
                return;
            }

            var evidence = lease.Reader.Read(bytes);
            if (evidence.Error is null)
            {
                Write(output, evidence, lease, metrics);
                output.Write("\n"u8);
            }
            else
            {
                WriteError(output, evidence.Id, lineNumber, evidence.Error);
            }
        }
    }

    private static void Write(IBufferWriter<byte> output, in JsonEvidence read, DiagnoserPool.Lease lease, ServerMetrics metrics)
    {
        if (read.Id.IsEmpty)
        {
            lease.Diagnoser.Write(output, read.Text, read.Evidence);
        }
        else
        {
            lease.Diagnoser.Write(output, [.. "\"id\":"u8, .. read.Id], read.Text, read.Evidence);
        }

        metrics.Count(lease.Diagnoser.LastCause);
    }

    private static void WriteError(PipeWriter output, ReadOnlySpan<byte> id, long line, string what)
    {
        using (var json = new Utf8JsonWriter(output, DiagnosisJson.Options()))
        {
            json.WriteStartObject();
            json.WritePropertyName("id"u8);
            json.WriteRawValue(id.IsEmpty ? "null"u8 : id, skipInputValidation: true);
            json.WriteString("error"u8, $"line {line} cannot be read: {what}");
            json.WriteNumber("line"u8, line);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>The whole body; null where it is too long, which has then been answered.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpContext context, ServerOptions options)
    {
        if (context.Request.ContentLength > options.MaxBody)
        {
            await Problems.Write(context, StatusCodes.Status413PayloadTooLarge, "too-large", $"A body holds at most {options.MaxBody} bytes.");
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > options.MaxBody)
            {
                await Problems.Write(context, StatusCodes.Status413PayloadTooLarge, "too-large", $"A body holds at most {options.MaxBody} bytes.");
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
