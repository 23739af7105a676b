using System.Text.Json;

namespace Undelivered.Mail.Logs;

/// <summary>Room for the strings of one JSON object, without their escapes.</summary>
internal sealed class JsonFields
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Begins the next object.</summary>
    public void Clear(int room)
    {
        _length = 0;
        if (_bytes.Length < room)
        {
            _bytes = new byte[room];
        }
    }

    /// <summary>The string that the reader stands on, as a place in this room; none where it is no string, or not Unicode.</summary>
    public Range? String(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > _bytes.Length - _length)
        {
            return null;
        }

        try
        {
            var start = _length;
            _length += reader.CopyString(_bytes.AsSpan(start));
            return start.._length;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Adds bytes to the room.</summary>
    public Range Add(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, _bytes.Length - _length)];
        var start = _length;
        bytes.CopyTo(_bytes.AsSpan(start));
        _length += bytes.Length;
        return start.._length;
    }

    public ReadOnlySpan<byte> this[Range? range] => range is { } known ? _bytes.AsSpan(known) : default;
}
