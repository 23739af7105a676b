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
/// <param name="buffer">What to read.</param>
/// <param name="wrappers">Names under which an outermost object may hold the array of what is looked for: <c>{"items":[…]}</c>.</param>
internal sealed class JsonElements(SlidingBuffer buffer, IReadOnlyList<string> wrappers)
{
    /// <summary>The longest object.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The deepest nesting, the object itself included.</summary>
    public const int MaxDepth = 64;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[],:\n"u8);
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("\"\\\n"u8);
    private static readonly SearchValues<byte> JunkEnds = SearchValues.Create("{[]}\"\n"u8);

    private long _junkLine;
    private long _arrays;
    private bool _recovering;
    private bool _saidUnclosed;

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
        if (buffer.TakeMark() is { } fault)
        {
            element = new([], fault, 1, 0);
            return true;
        }

        while (buffer.HasMore)
        {
            if (_inside ? Inside(out element) : Between(out element))
            {
                return true;
            }
        }

        return AtEnd(out element);
    }

    public static string TooLong => $"it is longer than {MaxLength / 1024} KB";

    private bool MoveToEnd()
    {
        buffer.At = buffer.End;
        return true;
    }

    /// <summary>Looks for where an object begins.</summary>
    private bool Between(out Element element)
    {
        element = default;
        var next = buffer.Bytes[buffer.At];
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
                buffer.Line++;
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

        buffer.At++;
        return false;
    }

    /// <summary>Passes over what can begin no object; it is told once a line, and not while the rest of a broken object goes by.</summary>
    private bool Junk(out Element element)
    {
        var isNews = !_recovering && _junkLine != buffer.Line;
        var isString = buffer.Bytes[buffer.At] == '"';
        _junkLine = buffer.Line;
        buffer.At++;
        while (buffer.HasMore)
        {
            var rest = buffer.Bytes[buffer.At..];
            var length = isString ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOfAny(JunkEnds);
            if (length >= 0)
            {
                buffer.At += length + (isString && rest[length] == '"' ? 1 : 0);
                break;
            }

            MoveToEnd();
        }

        element = isNews ? new([], "something stands there that is no JSON object", buffer.Line, buffer.Position) : default;
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
        _elementLine = buffer.Line;
        _fault = null;
        buffer.Keep = buffer.At;
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
        if (buffer.At - buffer.Keep > MaxLength)
        {
            // It is followed to its end, but no longer kept.
            _isTooLong = true;
            _fault ??= TooLong;
            buffer.Keep = buffer.At;
        }

        return _inString ? InString(out element) : InStructure(out element);
    }

    private bool InString(out Element element)
    {
        element = default;
        if (_isEscaped && buffer.Bytes[buffer.At] != '\n')
        {
            _isEscaped = false;
            buffer.At++;
            return false;
        }

        var length = buffer.Bytes[buffer.At..].IndexOfAny(StringEnds);
        if (length < 0)
        {
            MoveToEnd();
            return false;
        }

        buffer.At += length;
        switch (buffer.Bytes[buffer.At])
        {
            case (byte)'\\':
                _isEscaped = true;
                break;
            case (byte)'"':
                _inString = false;
                _last = (byte)'"';
                _nameEnd = buffer.At - buffer.Keep;
                break;
            default:
                return GiveUp("a string in it is not closed on its line", out element);
        }

        buffer.At++;
        return false;
    }

    private bool InStructure(out Element element)
    {
        element = default;
        var length = buffer.Bytes[buffer.At..].IndexOfAny(Structure);
        if (length < 0)
        {
            MoveToEnd();
            return false;
        }

        buffer.At += length;
        var next = buffer.Bytes[buffer.At];
        switch (next)
        {
            case (byte)'\n':
                buffer.Line++;
                buffer.At++;
                return false;
            case (byte)'"':
                _inString = true;
                _nameStart = buffer.At + 1 - buffer.Keep;
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
                    buffer.Keep = -1;
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
        buffer.At++;
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

        var name = buffer.Bytes[buffer.Keep..][_nameStart.._nameEnd];
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
        if (buffer.At - buffer.Keep > MaxLength)
        {
            _isTooLong = true;
            _fault ??= TooLong;
        }

        element = isPassed ? default : new(_isTooLong ? [] : buffer.Bytes[buffer.Keep..buffer.At].ToArray(), _fault, _elementLine, buffer.Position);
        _inside = false;
        buffer.Keep = -1;
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
        element = isUnclosed ? new([], "the input ends before its array does: something may be missing", buffer.Line, buffer.Position) : default;
        return isUnclosed;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
