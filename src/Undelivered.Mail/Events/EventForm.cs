using System.Security.Cryptography;
using System.Text.Json;

namespace Undelivered.Mail.Events;

/// <summary>Events of a provider in JSON: one, many in an array, or one a line.</summary>
internal abstract class EventForm : InputForm
{
    // How many events at the beginning are looked at: the first that can be read decides.
    private const int MostLookedAt = 5;

    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = JsonElements.MaxDepth };

    /// <summary>The provider, as the engine takes it for a hint.</summary>
    public abstract string Provider { get; }

    /// <summary>Names under which an outermost object may hold the array of events.</summary>
    public virtual IReadOnlyList<string> Wrappers => [];

    /// <summary>Whether this object is such an event.</summary>
    public abstract bool IsEvent(EventObject found);

    /// <summary>Reads an event.</summary>
    public abstract void Read(EventObject found, EventReading reading);

    /// <inheritdoc/>
    public override bool Fits(ReadOnlySpan<byte> head)
    {
        var buffer = new SlidingBuffer(new MemoryStream(head.ToArray()));
        var elements = new JsonElements(buffer, Wrappers);
        if (buffer.Peek() is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        for (var i = 0; i < MostLookedAt && elements.TryNext(out var element); i++)
        {
            var bytes = element.Fault is null ? element.Bytes : CutJson.Close(element.Bytes);
            try
            {
                using var document = JsonDocument.Parse(bytes, Limits);
                return IsEvent(new(document.RootElement));
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                // The next one may be whole.
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override IEnumerable<InputPiece> Split(Stream stream, ReadOptions options)
    {
        var elements = new JsonElements(new SlidingBuffer(stream), Wrappers);
        var snsKey = options.Keys.AmazonSns is { } certificate ? SnsSignature.KeyOf(certificate) : null;
        while (elements.TryNext(out var element))
        {
            yield return new EventPiece(this, element, options, snsKey) { Line = element.Line, Position = element.Position };
        }
    }

    /// <summary>Reads what stands in these bytes.</summary>
    /// <exception cref="UnreadableException">They are no event of this form, or its signature is wrong.</exception>
    public IReadOnlyList<DeliveryReport> Read(ReadOnlyMemory<byte> json, EventReading reading)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Limits);
            var found = new EventObject(document.RootElement);
            if (!IsEvent(found))
            {
                throw reading.Unreadable($"it is not of the form {Name}");
            }

            Read(found, reading);
            return reading.Reports;
        }
        catch (JsonException fault)
        {
            // The parser's own words are left out of the small builds.
            throw reading.Unreadable($"it is not JSON from byte {fault.BytePositionInLine + 1} of its line {fault.LineNumber + 1} on");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser's and the writer's answers to bytes and escapes that are no Unicode.
            throw reading.Unreadable("a name or text in it is not valid Unicode");
        }
    }

    private sealed class EventPiece(EventForm form, Element element, ReadOptions options, RSAParameters? snsKey) : InputPiece
    {
        public override IReadOnlyList<DeliveryReport> Read()
        {
            var reading = new EventReading(form, options, Line, snsKey);
            return element.Fault is { } fault ? throw reading.Unreadable(fault) : form.Read(element.Bytes, reading);
        }
    }
}
