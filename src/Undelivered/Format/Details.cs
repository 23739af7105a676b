using System.Buffers;
using System.Text;

namespace Undelivered;

/// <summary>Writes what is read only when asked for: strings and lists, each behind its length.</summary>
internal sealed class DetailWriter
{
    private readonly System.Buffers.ArrayBufferWriter<byte> _buffer = new();

    public int Position => _buffer.WrittenCount;

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Number(int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            WriteByte((byte)(rest | 0x80));
        }

        WriteByte((byte)rest);
    }

    /// <summary>A number that may be missing.</summary>
    public void Optional(int? value) => Number(value is { } number ? number + 1 : 0);

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Number(bytes.Length);
        _buffer.Write(bytes);
    }

    /// <summary>A text that may be missing.</summary>
    public void Optional(string? value)
    {
        Number(value is null ? 0 : 1);
        if (value is not null)
        {
            Text(value);
        }
    }

    public void List<T>(IReadOnlyCollection<T> values, Action<T> write)
    {
        Number(values.Count);
        foreach (var value in values)
        {
            write(value);
        }
    }

    private void WriteByte(byte value) => _buffer.Write([value]);

    public void Texts(IReadOnlyCollection<string> values) => List(values, Text);
}

/// <summary>Reads what <see cref="DetailWriter"/> wrote.</summary>
internal ref struct DetailReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public int Number()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = _rest[0];
            _rest = _rest[1..];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return (int)value;
            }
        }
    }

    public int? OptionalNumber() => Number() is > 0 and var number ? number - 1 : null;

    public ReadOnlySpan<byte> Utf8()
    {
        var length = Number();
        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Utf8());

    public string? OptionalText() => Number() == 0 ? null : Text();

    public string[] Texts()
    {
        var texts = new string[Number()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text();
        }

        return texts;
    }
}
