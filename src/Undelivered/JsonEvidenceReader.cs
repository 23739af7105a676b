using System.Text.Json;
using System.Text.Unicode;

namespace Undelivered;

/// <summary>One failure as a JSON object, or what is wrong with it.</summary>
public ref struct JsonEvidence
{
    /// <summary>The id that it carries, as JSON; empty where it carries none.</summary>
    public ReadOnlySpan<byte> Id { get; internal set; }

    /// <summary>The text, as UTF-8; valid until the next object is read.</summary>
    public ReadOnlySpan<byte> Text { get; internal set; }

    /// <summary>What else it says; the text stands in <see cref="Text"/>.</summary>
    public Evidence Evidence { get; internal set; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Error { get; internal set; }
}

/// <summary>Reads failures from JSON objects: <c>{"id": any, "text": "…", "provider"?: "…", "remoteHost"?: "…", "replyCode"?: 550, "enhancedCode"?: "5.1.1"}</c>.</summary>
/// <remarks>Never throws, whatever the bytes are. Not for use by two threads at once.</remarks>
public sealed class JsonEvidenceReader
{
    private const int MaxIdLength = 4096;

    private byte[] _text = new byte[Evidence.MaxTextLength];
    private string? _provider;

    /// <summary>Reads an object; what it gives is valid until the next one.</summary>
    public JsonEvidence Read(ReadOnlySpan<byte> line)
    {
        var id = ReadOnlySpan<byte>.Empty;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Bad(id, "it is no JSON object; write {\"id\": …, \"text\": \"…\"}");
            }

            var evidence = default(Evidence);
            int? textLength = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8))
                {
                    var raw = RawValue(line, ref reader);
                    if (raw.Length > MaxIdLength)
                    {
                        return Bad([], $"its id is longer than {MaxIdLength} bytes");
                    }

                    // The id goes into the output as it is, and must not break it.
                    if (!Utf8.IsValid(raw))
                    {
                        return Bad([], "its id is not valid Unicode");
                    }

                    id = OneLine(raw);
                }
                else if (reader.ValueTextEquals("text"u8))
                {
                    reader.Read();
                    textLength = reader.TokenType == JsonTokenType.String ? CopyText(ref reader) : null;
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("provider"u8))
                {
                    evidence = evidence with { Provider = Provider(ref reader) };
                }
                else if (reader.ValueTextEquals("remoteHost"u8))
                {
                    evidence = evidence with { RemoteHost = StringValue(ref reader) };
                }
                else if (reader.ValueTextEquals("replyCode"u8))
                {
                    reader.Read();
                    var isCode = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number is >= 200 and <= 599;
                    evidence = evidence with { ReplyCode = isCode ? reader.GetInt32() : null };
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("enhancedCode"u8))
                {
                    evidence = evidence with { EnhancedCode = EnhancedCode.TryParse(StringValue(ref reader), out var code) ? code : null };
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            // Reading on past the object's end finds whatever follows it, and throws.
            reader.Read();
            return textLength is { } length
                ? new JsonEvidence { Id = id, Text = _text.AsSpan(0, length), Evidence = evidence }
                : Bad(id, "it has no \"text\" that is a string");
        }
        catch (JsonException fault)
        {
            // The reader's own words are left out of the small builds.
            return Bad(id, $"it is not JSON from byte {fault.BytePositionInLine + 1} on");
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to bytes or escapes that are no Unicode.
            return Bad(id, "a string in it is not valid Unicode");
        }
    }

    private static JsonEvidence Bad(ReadOnlySpan<byte> id, string what) => new() { Id = id, Error = what };

    /// <summary>Whether this is an object with a text: not every error that is JSON is one of ours. Its end may be missing.</summary>
    public static bool HasText(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("text"u8))
                {
                    return line[(int)reader.BytesConsumed..].TrimStart(" \t\r"u8).StartsWith((byte)'"');
                }

                if (!reader.Read() || !reader.TrySkip())
                {
                    return false;
                }
            }

            return false;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private int CopyText(ref Utf8JsonReader reader)
    {
        if (_text.Length < reader.ValueSpan.Length)
        {
            _text = new byte[reader.ValueSpan.Length];
        }

        return reader.CopyString(_text);
    }

    private string? Provider(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        // Streams name the same provider over and over.
        if (_provider is null || !reader.ValueTextEquals(_provider))
        {
            _provider = Hint(ref reader);
        }

        return _provider;
    }

    private static string? StringValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var value = reader.TokenType == JsonTokenType.String ? Hint(ref reader) : null;
        reader.Skip();
        return value;
    }

    /// <summary>The string; null where it is not valid Unicode, for a hint may be wrong without harm.</summary>
    private static string? Hint(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The value without carriage returns; within a line, they can only stand between its parts.</summary>
    private static ReadOnlySpan<byte> OneLine(ReadOnlySpan<byte> value)
    {
        if (!value.Contains((byte)'\r'))
        {
            return value;
        }

        var copy = value.ToArray();
        copy.AsSpan().Replace((byte)'\r', (byte)' ');
        return copy;
    }

    private static ReadOnlySpan<byte> RawValue(ReadOnlySpan<byte> line, scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }
}
