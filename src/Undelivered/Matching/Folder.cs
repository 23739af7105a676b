using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Undelivered.Matching;

/// <summary>Brings a text into the form in which phrases are compared: docs/matching.md, section 1.</summary>
/// <remarks>
/// Most bytes of a reply are letters and single blanks. They are lower-cased sixteen at a time; whatever
/// else a block holds is found by one mask and handled one by one.
/// </remarks>
internal ref struct Folder
{
    private const int TailLength = 3 * 16;
    private const int MaxBlankLength = 32;
    private const int LongestLineBreak = 8;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _folded;
    private readonly OffsetMap _offsets;
    private int _in;
    private int _out;
    private bool _afterBlank = true;
    private bool _atLineStart = true;
    private int _seenReplyCode;
    private EnhancedCode _strippedEnhanced;

    private Folder(ReadOnlySpan<byte> text, Scratch scratch)
    {
        _text = text;
        _folded = scratch.Folded;
        _offsets = scratch.Offsets;
    }

    /// <summary>Folds the text into the scratch's buffer, which must have been reset for its length.</summary>
    public static void Fold(ReadOnlySpan<byte> text, Scratch scratch)
    {
        var folder = new Folder(text, scratch);
        folder.Run();
        scratch.Length = folder._out;
        scratch.StrippedEnhanced = folder._strippedEnhanced;
    }

    /// <summary>Folds a phrase of the catalogue: the same, but blanks at its ends are kept as one space.</summary>
    public static byte[] FoldLiteral(string literal)
    {
        var bytes = Encoding.UTF8.GetBytes(literal);
        var scratch = new Scratch();
        scratch.Reset(bytes.Length + 2, 0, 0);
        Fold([(byte)'|', .. bytes, (byte)'|'], scratch);
        return scratch.Folded.AsSpan(1, scratch.Length - 2).ToArray();
    }

    private void Run()
    {
        // The last bytes of the text, with room behind them for a whole block; zeros count as special, so none of them is taken.
        Span<byte> tail = stackalloc byte[TailLength];
        tail.Clear();
        var tailStart = Math.Max(0, _text.Length - Vector128<byte>.Count);
        _text[tailStart..].CopyTo(tail);
        ref var text = ref MemoryMarshal.GetReference(_text);
        ref var folded = ref MemoryMarshal.GetReference(_folded);
        SkipTranscriptMark();
        while (_in < _text.Length)
        {
            var block = _in + Vector128<byte>.Count <= _text.Length
                ? Vector128.LoadUnsafe(ref Unsafe.Add(ref text, _in))
                : Vector128.LoadUnsafe(ref tail[_in - tailStart]);
            var upper = IsBelow(block - Vector128.Create((byte)'A'), 26);
            (block | (upper & Vector128.Create((byte)0x20))).StoreUnsafe(ref Unsafe.Add(ref folded, _out));

            var special = SpecialMask(block, _out == 0 ? (byte)' ' : Unsafe.Add(ref folded, _out - 1));
            var plain = BitOperations.TrailingZeroCount(special | 0x10000);
            if (plain > 0)
            {
                _in += plain;
                _out += plain;
                _afterBlank = Unsafe.Add(ref folded, _out - 1) == ' ';
                _atLineStart = false;
            }

            if (plain < Vector128<byte>.Count && _in < _text.Length)
            {
                FoldOne();
            }
        }

        if (_out > 0 && _folded[_out - 1] == ' ')
        {
            _out--;
        }

        _folded.Slice(_out, Scratch.Padding).Clear();
    }

    private static Vector128<sbyte> Bias => Vector128.Create(sbyte.MinValue);

    /// <summary>One bit for each byte of the block that cannot simply be lower-cased.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SpecialMask(Vector128<byte> block, byte previous)
    {
        var odd = Vector128.LessThan(block.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte()   // controls and non-ASCII
            | Vector128.Equals(block, Vector128.Create((byte)0x7F))
            | Vector128.Equals(block, Vector128.Create((byte)'\\'))
            | Vector128.Equals(block, Vector128.Create((byte)'&'))
            | Vector128.Equals(block, Vector128.Create((byte)'`'));
        var blanks = Vector128.Equals(block, Vector128.Create((byte)' ')).ExtractMostSignificantBits();
        var afterBlank = (blanks << 1) | (previous == ' ' ? 1u : 0u);

        // Three digits after a blank or a mark may begin a folded reply; what stands past the block counts as a digit.
        var digits = Below(block - Vector128.Create((byte)'0'), 10);
        var replyDigits = Below(block - Vector128.Create((byte)'2'), 4);
        var afterMark = ((Below(block, '0') | Below(block - Vector128.Create((byte)':'), 7)) << 1) | (Anchor.IsWord(previous) ? 0 : 1u);
        var reply = replyDigits & afterMark & ((digits >> 1) | 0x8000) & ((digits >> 2) | 0xC000);

        // <br>, whatever stands past the block.
        var tag = Vector128.Equals(block, Vector128.Create((byte)'<')).ExtractMostSignificantBits();
        tag &= (Vector128.Equals(block | Vector128.Create((byte)0x20), Vector128.Create((byte)'b')).ExtractMostSignificantBits() >> 1) | 0x8000;
        return odd.ExtractMostSignificantBits() | (blanks & afterBlank) | reply | tag;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Below(Vector128<byte> values, int limit) => IsBelow(values, limit).ExtractMostSignificantBits();

    // SSE2 compares signed bytes only; the bias moves unsigned ones there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsBelow(Vector128<byte> values, int limit) =>
        Vector128.LessThan(values.AsSByte() ^ Bias, Vector128.Create((sbyte)(limit - 128))).AsByte();

    private void FoldOne()
    {
        var b = _text[_in];
        switch (b)
        {
            case <= 0x20 or 0x7F:
                Blank(b is (byte)'\n' or (byte)'\r', 1);
                return;
            case >= (byte)'2' and <= (byte)'5' when FoldReplyPrefix():
                return;
            case (byte)'<' when TryReadLineBreak(out var length):
                Blank(true, length);
                return;
            case (byte)'\\':
                FoldEscape();
                return;
            case (byte)'&' when TryReadEntity(out var character, out var entityLength):
                Emit(character, entityLength);
                return;
            case (byte)'`':
                Emit('\'', 1);
                return;
            case >= 0x80:
                if (Rune.DecodeFromUtf8(_text[_in..], out var rune, out var consumed) == OperationStatus.Done)
                {
                    Emit(rune.Value, consumed);
                }
                else
                {
                    Blank(false, Math.Max(consumed, 1));
                }

                return;
            default:
                Put(b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b, 1);
                return;
        }
    }

    private void Put(byte b, int consumed)
    {
        _folded[_out++] = b;
        _in += consumed;
        _afterBlank = false;
        _atLineStart = false;
        _offsets.Mark(_out, _in);
    }

    private void Blank(bool lineEnd, int consumed)
    {
        _in += consumed;
        if (_afterBlank)
        {
            _offsets.Skip(_out, _in);
        }
        else
        {
            _folded[_out++] = (byte)' ';
            _afterBlank = true;
            _offsets.Mark(_out, _in);
        }

        if (lineEnd)
        {
            _atLineStart = true;
            SkipTranscriptMark();
            SkipRepeatedStatus();
        }
    }

    /// <summary>Sendmail and its heirs print the other server's lines behind these marks.</summary>
    private void SkipTranscriptMark()
    {
        if (_text[_in..].StartsWith("<<<"u8) && BlankLength(_text[_in..], 3) is > 0 and var blank)
        {
            Skip(3 + blank);
        }
    }

    /// <summary>Python's smtplib and some providers cut the reply code off each line, but not the enhanced code.</summary>
    private void SkipRepeatedStatus()
    {
        if (EnhancedCode.TryRead(_text[_in..], out var status, out var length) && BlankLength(_text[_in..], length) > 0)
        {
            _strippedEnhanced = status;
            Skip(length);
        }
    }

    private void Skip(int length)
    {
        _in += length;
        _offsets.Skip(_out, _in);
    }

    /// <summary>Writes one character in its folded form.</summary>
    private void Emit(int character, int consumed)
    {
        switch (character)
        {
            case '\n' or '\r' or 0x85 or 0x2028 or 0x2029:
                Blank(true, consumed);
                return;
            case <= 0x20 or 0x7F:
            case var blank when IsUnicodeBlank(blank):
                Blank(false, consumed);
                return;
            case 0xAD or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF:
                Skip(consumed);
                return;
            case '`' or 0xB4 or 0x2018 or 0x2019 or 0x201A or 0x201B or 0x2032:
                Put((byte)'\'', consumed);
                return;
            case 0x201C or 0x201D or 0x201E or 0x201F or 0xAB or 0xBB or 0x2033:
                Put((byte)'"', consumed);
                return;
            case >= 0x2010 and <= 0x2015 or 0x2212:
                Put((byte)'-', consumed);
                return;
            case 0x2026:
                _folded[_out++] = (byte)'.';
                _folded[_out++] = (byte)'.';
                Put((byte)'.', consumed);
                return;
            case < 0x80:
                Put((byte)char.ToLowerInvariant((char)character), consumed);
                return;
        }

        var lower = Rune.IsValid(character) ? Rune.ToLowerInvariant(new Rune(character)) : Rune.ReplacementChar;
        _out += lower.EncodeToUtf8(_folded[_out..]);
        _in += consumed;
        _afterBlank = false;
        _atLineStart = false;
        _offsets.Mark(_out, _in);
    }

    /// <summary>
    /// A reply code that repeats the one before it is the prefix of a folded line, whether the line ends
    /// are still there or a log has replaced them by blanks (RFC 5321, section 4.2.1).
    /// </summary>
    private bool FoldReplyPrefix()
    {
        var rest = _text[_in..];
        if (rest.Length < 4 || !IsDigit(rest[1]) || !IsDigit(rest[2]))
        {
            return false;
        }

        var goesOn = rest[3] == '-';
        var prefix = goesOn ? 4 : 3 + BlankLength(rest, 3);
        if (prefix == 3)
        {
            return false;
        }

        var code = ((rest[0] - '0') * 100) + ((rest[1] - '0') * 10) + (rest[2] - '0');
        var enhanced = EnhancedCode.TryRead(rest[prefix..], out var status, out var length) && EndsWord(rest[prefix..], length);
        if (_afterBlank && code == _seenReplyCode)
        {
            if (enhanced)
            {
                _strippedEnhanced = status;
            }

            Skip(enhanced ? prefix + length : prefix);
            return true;
        }

        if (enhanced || _atLineStart || (goesOn && prefix < rest.Length && !IsDigit(rest[prefix])))
        {
            _seenReplyCode = code;
        }

        return false;
    }

    /// <summary>How many bytes the blanks take that stand at a place; any that section 1 of docs/matching.md knows but the escapes.</summary>
    private static int BlankLength(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < MaxBlankLength)
        {
            if (text[end] is <= 0x20 or 0x7F)
            {
                end++;
            }
            else if (text[end] >= 0x80 && Rune.DecodeFromUtf8(text[end..], out var rune, out var length) == OperationStatus.Done && IsUnicodeBlank(rune.Value))
            {
                end += length;
            }
            else
            {
                break;
            }
        }

        return end - at;
    }

    private static bool IsUnicodeBlank(int character) =>
        character is 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    private static bool EndsWord(ReadOnlySpan<byte> text, int at) =>
        at >= text.Length || !(IsDigit(text[at]) || text[at] == '.' || char.IsAsciiLetter((char)text[at]));

    private void FoldEscape()
    {
        // JSON within JSON doubles the backslashes; however many there are, they mean what follows them.
        var run = 1;
        while (_in + run < _text.Length && _text[_in + run] == '\\' && run < 8)
        {
            run++;
        }

        var next = _in + run < _text.Length ? _text[_in + run] : (byte)0;
        switch (next)
        {
            case (byte)'n' or (byte)'r':
                Blank(true, run + 1);
                return;
            case (byte)'t':
                Blank(false, run + 1);
                return;
            case (byte)'"' or (byte)'\'' or (byte)'/':
                Put(next, run + 1);
                return;
            case (byte)'u' when TryReadHex(_text[(_in + run + 1)..], out var unit):
                Emit(unit, run + 5);
                return;
            default:
                Put((byte)'\\', run);
                return;
        }
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length < 4)
        {
            return false;
        }

        for (var i = 0; i < 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)text[i]))
            {
                return false;
            }

            value = (value << 4) | HexValue(text[i]);
        }

        return true;
    }

    private readonly bool TryReadEntity(out char character, out int length)
    {
        var rest = _text[_in..];
        (character, length) =
            rest.StartsWith("&lt;"u8) ? ('<', 4)
            : rest.StartsWith("&gt;"u8) ? ('>', 4)
            : rest.StartsWith("&amp;"u8) ? ('&', 5)
            : rest.StartsWith("&quot;"u8) ? ('"', 6)
            : rest.StartsWith("&apos;"u8) ? ('\'', 6)
            : rest.StartsWith("&#39;"u8) ? ('\'', 5)
            : rest.StartsWith("&#34;"u8) ? ('"', 5)
            : rest.StartsWith("&nbsp;"u8) ? (' ', 6)
            : ('\0', 0);
        return length > 0;
    }

    private readonly bool TryReadLineBreak(out int length)
    {
        length = 0;
        var rest = _text[_in..Math.Min(_text.Length, _in + LongestLineBreak)];
        if (rest.Length < 4 || (rest[1] | 0x20) != 'b' || (rest[2] | 0x20) != 'r')
        {
            return false;
        }

        var end = 3;
        while (end < rest.Length && rest[end] is (byte)' ' or (byte)'/')
        {
            end++;
        }

        length = end + 1;
        return end < rest.Length && rest[end] == '>';
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
