using System.Buffers;

namespace Undelivered.Mail.Events;

/// <summary>An event's bytes, or why there is none.</summary>
/// <param name="Bytes">The JSON object; with a fault, what there is of it.</param>
/// <param name="Fault">What is wrong; null where nothing was seen yet.</param>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Position">How much of the stream had been taken at its end.</param>
internal readonly record struct Element(byte[] Bytes, string? Fault, long Line, long Position);

/// <summary>Cuts JSON – objects one after the other, a line each or not, and arrays of them – into its objects, in bounded memory.</summary>
/// <remarks>
/// Only brackets and strings are followed here; what stands between them is judged by whoever parses the object. So an object that
/// is broken inside costs itself and not the rest, and one that is not closed is given up at the first byte that proves it: a line
/// end in a string (RFC 8259, 7), or a brace where only a name may stand.
/// </remarks>
/// <param name="stream">What to read.</param>
/// <param name="wrappers">Names under which an outermost object may hold the array of what is looked for: <c>{"items":[…]}</c>.</param>
internal sealed class JsonElements(Stream stream, IReadOnlyList<string> wrappers)
{
    /// <summary>The longest object.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The deepest nesting, the object itself included.</summary>
    public const int MaxDepth = 64;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[],:\n"u8);
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("\"\\\n"u8);
    private static readonly SearchValues<byte> JunkEnds = SearchValues.Create("{[]}\"\n"u8);

    private readonly SlidingBuffer _buffer = new(stream);

    private long _line = 1;
    private long _junkLine;
    private long _arrays;
    private bool _begun;
    private bool _recovering;
    private bool _saidUnclosed;
    private Element? _pending;

    /// <summary>Whether the array that is read stands in an object, and in how many arrays that object does.</summary>
    private bool _inWrapper;
    private long _arraysAround;

    // The object that is being read.
    private bool _inside;
    private bool _inString;
    private bool _isEscaped;
    private long _depth;
    private ulong _isArray;
    private byte _last;
    private int _nameStart;
    private int _nameEnd;
    private long _elementLine;
    private string? _fault;
    private bool _isTooLong;

    /// <summary>The next one; false at the end.</summary>
    public bool TryNext(out Element element)
    {
        Begin();
        if (_pending is { } pending)
        {
            element = pending;
            _pending = null;
            return true;
        }

        while (_buffer.HasMore)
        {
            if (_inside ? Inside(out element) : Between(out element))
            {
                return true;
            }
        }

        return AtEnd(out element);
    }

    /// <summary>The first byte that is not blank; 0 where there is none. Nothing is taken.</summary>
    public byte Peek()
    {
        Begin();
        while (_buffer.HasMore)
        {
            var next = _buffer.Bytes[_buffer.At];
            if (!IsBlank(next))
            {
                return next;
            }

            _line += next == '\n' ? 1 : 0;
            _buffer.At++;
        }

        return 0;
    }

    /// <summary>The next line, whatever it holds: for input that turned out not to be JSON.</summary>
    public bool TryNextLine(out Element line)
    {
        line = default;
        if (!_buffer.HasMore)
        {
            return false;
        }

        _buffer.Keep = _buffer.At;
        var isTooLong = false;
        var foundEnd = false;
        while (!foundEnd && _buffer.HasMore)
        {
            var length = _buffer.Bytes[_buffer.At..].IndexOf((byte)'\n');
            foundEnd = length >= 0;
            _buffer.At = foundEnd ? _buffer.At + length + 1 : _buffer.End;
            if (!foundEnd && _buffer.At - _buffer.Keep > MaxLength)
            {
                isTooLong = true;
                _buffer.Keep = _buffer.At;
            }
        }

        var bytes = _buffer.Bytes[_buffer.Keep.._buffer.At].TrimEnd("\r\n"u8).ToArray();
        isTooLong |= bytes.Length > MaxLength;
        line = new(isTooLong ? [] : bytes, isTooLong ? TooLong : null, _line, _buffer.Position);
        _line += foundEnd ? 1 : 0;
        _buffer.Keep = -1;
        return true;
    }

    private static string TooLong => $"it is longer than {MaxLength / 1024} KB";

    /// <summary>Looks at the mark that some programs begin a file with.</summary>
    private void Begin()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        _buffer.Keep = 0;
        while (_buffer.End < 3 && MoveToEnd() && _buffer.HasMore)
        {
        }

        _buffer.At = 0;
        _buffer.Keep = -1;
        if (_buffer.Bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _buffer.At = 3;
        }
        else if (_buffer.Bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || _buffer.Bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            _pending = new([], "it is UTF-16: save it as UTF-8", 1, 0);
            while (_buffer.HasMore)
            {
                MoveToEnd();
            }
        }
    }

    private bool MoveToEnd()
    {
        _buffer.At = _buffer.End;
        return true;
    }

    /// <summary>Looks for where an object begins.</summary>
    private bool Between(out Element element)
    {
        element = default;
        var next = _buffer.Bytes[_buffer.At];
        switch (next)
        {
            case (byte)'{':
                Open();
                return false;
            case (byte)'[':
                _arrays++;
                _recovering = false;
                break;
            case (byte)']' when _arrays > 0:
                _arrays--;
                if (_inWrapper && _arrays == _arraysAround)
                {
                    Reenter();
                }

                break;
            case (byte)'\n':
                _line++;
                break;
            case (byte)',' or 0x1E:
                break;
            default:
                if (!IsBlank(next))
                {
                    return Junk(out element);
                }

                break;
        }

        _buffer.At++;
        return false;
    }

    /// <summary>Passes over what can begin no object; it is told once a line, and not while the rest of a broken object goes by.</summary>
    private bool Junk(out Element element)
    {
        var isNews = !_recovering && _junkLine != _line;
        var isString = _buffer.Bytes[_buffer.At] == '"';
        _junkLine = _line;
        _buffer.At++;
        while (_buffer.HasMore)
        {
            var rest = _buffer.Bytes[_buffer.At..];
            var length = isString ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOfAny(JunkEnds);
            if (length >= 0)
            {
                _buffer.At += length + (isString && rest[length] == '"' ? 1 : 0);
                break;
            }

            MoveToEnd();
        }

        element = isNews ? new([], "something stands there that is no JSON object", _line, _buffer.Position) : default;
        return isNews;
    }

    private void Open()
    {
        _inside = true;
        _inString = _isEscaped = _isTooLong = _recovering = false;
        _depth = 0;
        _isArray = 0;
        _last = (byte)'[';
        _nameStart = _nameEnd = 0;
        _elementLine = _line;
        _fault = null;
        _buffer.Keep = _buffer.At;
    }

    /// <summary>Goes on in the object whose wrapped array has ended, without keeping what follows.</summary>
    private void Reenter()
    {
        _inWrapper = false;
        Open();
        _depth = 1;
        _last = (byte)']';
        _isTooLong = true;
        _fault = Passed;
    }

    // Marks an object that is no element but what stands around them.
    private static readonly string Passed = new(' ', 1);

    private bool Inside(out Element element)
    {
        element = default;
        if (_buffer.At - _buffer.Keep > MaxLength)
        {
            // It is followed to its end, but no longer kept.
            _isTooLong = true;
            _fault ??= TooLong;
            _buffer.Keep = _buffer.At;
        }

        return _inString ? InString(out element) : InStructure(out element);
    }

    private bool InString(out Element element)
    {
        element = default;
        if (_isEscaped && _buffer.Bytes[_buffer.At] != '\n')
        {
            _isEscaped = false;
            _buffer.At++;
            return false;
        }

        var length = _buffer.Bytes[_buffer.At..].IndexOfAny(StringEnds);
        if (length < 0)
        {
            MoveToEnd();
            return false;
        }

        _buffer.At += length;
        switch (_buffer.Bytes[_buffer.At])
        {
            case (byte)'\\':
                _isEscaped = true;
                break;
            case (byte)'"':
                _inString = false;
                _last = (byte)'"';
                _nameEnd = _buffer.At - _buffer.Keep;
                break;
            default:
                return GiveUp("a string in it is not closed on its line", out element);
        }

        _buffer.At++;
        return false;
    }

    private bool InStructure(out Element element)
    {
        element = default;
        var length = _buffer.Bytes[_buffer.At..].IndexOfAny(Structure);
        if (length < 0)
        {
            MoveToEnd();
            return false;
        }

        _buffer.At += length;
        var next = _buffer.Bytes[_buffer.At];
        switch (next)
        {
            case (byte)'\n':
                _line++;
                _buffer.At++;
                return false;
            case (byte)'"':
                _inString = true;
                _nameStart = _buffer.At + 1 - _buffer.Keep;
                break;
            case (byte)'{' or (byte)'[':
                if (_depth is > 0 and <= MaxDepth && !IsArray(_depth) && _last != ':')
                {
                    return GiveUp("a brace or bracket in it is not closed", out element);
                }

                if (next == '[' && _depth == 1 && IsWrapped())
                {
                    _inWrapper = true;
                    _arraysAround = _arrays;
                    _inside = false;
                    _buffer.Keep = -1;
                    return false;
                }

                Push(next == '[');
                break;
            case (byte)'}' or (byte)']':
                if (!Pop(next == ']'))
                {
                    return GiveUp("a brace in it is not closed", out element);
                }

                break;
        }

        _last = next;
        _buffer.At++;
        return _depth == 0 && Close(out element);
    }

    private bool IsArray(long depth) => (_isArray & (1UL << (int)(depth - 1))) != 0;

    private void Push(bool isArray)
    {
        _depth++;
        if (_depth > MaxDepth)
        {
            _fault ??= $"it is nested deeper than {MaxDepth} levels";
            return;
        }

        var bit = 1UL << (int)(_depth - 1);
        _isArray = isArray ? _isArray | bit : _isArray & ~bit;
    }

    /// <summary>Closes what the bracket closes, and what was left open in it; false where it closes nothing in this object.</summary>
    private bool Pop(bool isArray)
    {
        if (_depth > MaxDepth)
        {
            _depth--;
            return true;
        }

        var depth = _depth;
        while (depth > 0 && IsArray(depth) != isArray)
        {
            depth--;
        }

        if (depth == 0)
        {
            return false;
        }

        _depth = depth - 1;
        return true;
    }

    private bool IsWrapped()
    {
        if (_last != ':' || _isTooLong || _inWrapper)
        {
            return false;
        }

        var name = _buffer.Bytes[_buffer.Keep..][_nameStart.._nameEnd];
        foreach (var wrapper in wrappers)
        {
            if (System.Text.Ascii.Equals(name, wrapper))
            {
                return true;
            }
        }

        return false;
    }

    private bool Close(out Element element)
    {
        var isPassed = ReferenceEquals(_fault, Passed);
        if (_buffer.At - _buffer.Keep > MaxLength)
        {
            _isTooLong = true;
            _fault ??= TooLong;
        }

        element = isPassed ? default : new(_isTooLong ? [] : _buffer.Bytes[_buffer.Keep.._buffer.At].ToArray(), _fault, _elementLine, _buffer.Position);
        _inside = false;
        _buffer.Keep = -1;
        return !isPassed;
    }

    private bool GiveUp(string fault, out Element element)
    {
        _fault ??= fault;
        _recovering = true;
        return Close(out element);
    }

    private bool AtEnd(out Element element)
    {
        if (_inside)
        {
            _saidUnclosed = true;
            _fault = ReferenceEquals(_fault, Passed) ? null : _fault;
            _fault ??= "the input ends in the middle of it";
            return Close(out element);
        }

        var isUnclosed = (_arrays > 0 || _inWrapper) && !_saidUnclosed;
        _saidUnclosed = true;
        element = isUnclosed ? new([], "the input ends before its array does: something may be missing", _line, _buffer.Position) : default;
        return isUnclosed;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
