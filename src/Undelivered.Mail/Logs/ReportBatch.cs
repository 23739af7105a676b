using System.Buffers.Binary;

namespace Undelivered.Mail.Logs;

/// <summary>What a line reports, as bytes of the line. A field that is <c>default</c> is not known; an empty one is empty.</summary>
internal ref struct ReportDraft
{
    public ReportKind Kind;
    public long Line;
    public DateTimeOffset? Time;
    public int Attempts;
    public int ReplyCode;
    public ReadOnlySpan<byte> Text;
    public ReadOnlySpan<byte> Status;
    public ReadOnlySpan<byte> Action;
    public ReadOnlySpan<byte> Recipient;
    public ReadOnlySpan<byte> OriginalRecipient;
    public ReadOnlySpan<byte> Sender;
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> RemoteHost;
    public ReadOnlySpan<byte> QueueId;
    public ReadOnlySpan<byte> MessageId;
    public ReadOnlySpan<byte> From;
    public ReadOnlySpan<byte> To;
    public ReadOnlySpan<byte> Subject;

    /// <summary>What it had been deferred for, the last time.</summary>
    public ReadOnlySpan<byte> DeferralText;
    public ReadOnlySpan<byte> DeferralStatus;
    public ReadOnlySpan<byte> DeferralHost;
}

/// <summary>Collects reports as bytes, so that strings are made by whoever reads the piece, on another core.</summary>
/// <param name="form">The form's name.</param>
/// <param name="options">How to read.</param>
internal sealed class ReportBatch(string form, ReadOptions options)
{
    // Below the size of arrays that only a full collection frees.
    private const int PieceLength = 64 * 1024;

    private readonly Queue<(byte[] Bytes, int Length, int Count, long Line)> _closed = [];
    private readonly int _kinds = Wanted(options);
    private byte[] _bytes = [];
    private int _length;
    private int _count;
    private long _line;

    public LogTally Tally { get; } = options.LogTally ?? new LogTally();

    /// <summary>Whether reports of that kind are wanted at all.</summary>
    public bool Wants(ReportKind kind) => (_kinds >> (int)kind & 1) != 0;

    public void Add(in ReportDraft draft)
    {
        if (!Wants(draft.Kind))
        {
            return;
        }

        var text = Bounded(draft.Text);
        var deferral = Bounded(draft.DeferralText);
        var needed = 128 + text.Length + draft.Status.Length + draft.Action.Length + draft.Recipient.Length + draft.OriginalRecipient.Length
            + draft.Sender.Length + draft.Host.Length + draft.RemoteHost.Length + draft.QueueId.Length + draft.MessageId.Length
            + draft.From.Length + draft.To.Length + draft.Subject.Length + deferral.Length + draft.DeferralStatus.Length + draft.DeferralHost.Length;
        if (_count > 0 && _length + needed > PieceLength)
        {
            Close();
        }

        if (_bytes.Length < _length + needed)
        {
            Array.Resize(ref _bytes, Math.Max(_length + needed, _bytes.Length == 0 ? 4096 : Math.Min(_bytes.Length * 4, PieceLength)));
        }

        if (_count++ == 0)
        {
            _line = draft.Line;
        }

        var target = _bytes.AsSpan(_length);
        target[0] = (byte)draft.Kind;
        target[1] = (byte)(draft.Time is null ? 0 : 1);
        BinaryPrimitives.WriteInt16LittleEndian(target[2..], (short)draft.ReplyCode);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], draft.Attempts);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], draft.Line);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], draft.Time?.Ticks ?? 0);
        BinaryPrimitives.WriteInt16LittleEndian(target[24..], (short)(draft.Time?.TotalOffsetMinutes ?? 0));
        _length += 26;
        Put(text);
        Put(draft.Status);
        Put(draft.Action);
        Put(draft.Recipient);
        Put(draft.OriginalRecipient);
        Put(draft.Sender);
        Put(draft.Host);
        Put(draft.RemoteHost);
        Put(draft.QueueId);
        Put(draft.MessageId);
        Put(draft.From);
        Put(draft.To);
        Put(draft.Subject);
        Put(deferral);
        Put(draft.DeferralStatus);
        Put(draft.DeferralHost);
    }

    /// <summary>Ends the piece that is being filled.</summary>
    public void Close()
    {
        if (_count > 0)
        {
            _closed.Enqueue((_bytes, _length, _count, _line));
            _bytes = [];
            _length = 0;
            _count = 0;
        }
    }

    public bool TryTake(long position, out LogPiece piece)
    {
        var found = _closed.TryDequeue(out var closed);
        piece = found ? new LogPiece(form, options.File, closed.Bytes.AsMemory(0, closed.Length), closed.Count) { Line = closed.Line, Position = position } : null!;
        return found;
    }

    private static int Wanted(ReadOptions options) => options.Kinds is { } kinds ? kinds.Aggregate(0, (bits, kind) => bits | 1 << (int)kind) : ~0;

    private static ReadOnlySpan<byte> Bounded(ReadOnlySpan<byte> text) => text.Length > Evidence.MaxTextLength ? text[..Evidence.MaxTextLength] : text;

    private void Put(ReadOnlySpan<byte> field)
    {
        // The one place where default and empty differ.
        var isKnown = LogBytes.IsKnown(field);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), isKnown ? field.Length : -1);
        _length += 4;
        field.CopyTo(_bytes.AsSpan(_length));
        _length += field.Length;
    }
}
