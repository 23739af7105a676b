using System.Buffers.Binary;

namespace Undelivered.Mail.Logs;

/// <summary>What is known of the messages whose end has not been read: sender, Message-ID, and what each recipient was last deferred for.</summary>
/// <remarks>
/// Everything stands in arrays and a <see cref="ByteSlab"/>, so that a million open messages cost the collector nothing. Where there are too
/// many, the oldest are forgotten and counted.
/// </remarks>
internal sealed class OpenMessages
{
    private const int None = -1;

    private readonly ByteSlab _slab;
    private readonly LogTally _tally;
    private readonly Deferrals _deferrals;
    private readonly int _maxMessages;
    private Message[] _messages = new Message[64];
    private int[] _buckets = new int[64];
    private int _used;
    private int _count;
    private int _free = None;
    private int _oldest = None;
    private int _newest = None;
    private byte[] _host = [];
    private uint _hostHash;

    public OpenMessages(LogTally tally, int maxMessages = 1_000_000, long maxBytes = 512L * 1024 * 1024)
    {
        _tally = tally;
        _maxMessages = Math.Max(1, maxMessages);
        _slab = new ByteSlab(maxBytes);
        _deferrals = new Deferrals(_slab, _maxMessages);
        Array.Fill(_buckets, None);
    }

    /// <summary>How many messages are known.</summary>
    public int Count => _count;

    /// <summary>Whether any recipient was deferred.</summary>
    public bool HasDeferrals => _deferrals.Count > 0;

    /// <summary>The key of an id on a host.</summary>
    public MessageKey Key(ReadOnlySpan<byte> host, ReadOnlySpan<byte> id)
    {
        // Most logs are of one host.
        if (!host.SequenceEqual(_host))
        {
            _host = host.ToArray();
            _hostHash = (uint)MessageKey.Hash(host);
        }

        return MessageKey.Of(_hostHash, id);
    }

    /// <summary>The message's place, or -1.</summary>
    public int Find(in MessageKey key)
    {
        var at = _buckets[Bucket(key)];
        while (at >= 0 && _messages[at].Key != key)
        {
            at = _messages[at].InBucket;
        }

        return at;
    }

    /// <summary>The message's place; it is made where it was not known.</summary>
    public int Open(in MessageKey key)
    {
        var at = Find(key);
        if (at >= 0)
        {
            return at;
        }

        if (_count >= _maxMessages)
        {
            Forget(_oldest);
        }

        at = NewPlace();
        ref var bucket = ref _buckets[Bucket(key)];
        _messages[at] = new Message { Key = key, InBucket = bucket, Older = _newest, Newer = None, FirstDeferral = None };
        bucket = at;
        if (_newest >= 0)
        {
            _messages[_newest].Newer = at;
        }

        _newest = at;
        _oldest = _oldest < 0 ? at : _oldest;
        _count++;
        return at;
    }

    /// <summary>Forgets a message that has come to its end.</summary>
    public void Close(int at)
    {
        ref var message = ref _messages[at];
        ref var link = ref _buckets[Bucket(message.Key)];
        while (link != at)
        {
            link = ref _messages[link].InBucket;
        }

        link = message.InBucket;
        if (message.Older >= 0)
        {
            _messages[message.Older].Newer = message.Newer;
        }
        else
        {
            _oldest = message.Newer;
        }

        if (message.Newer >= 0)
        {
            _messages[message.Newer].Older = message.Older;
        }
        else
        {
            _newest = message.Older;
        }

        _slab.Free(ref message.Sender);
        _slab.Free(ref message.MessageId);
        _slab.Free(ref message.Subject);
        _deferrals.DropAll(ref message.FirstDeferral);
        message.InBucket = _free;
        _free = at;
        _count--;
    }

    public ReadOnlySpan<byte> Sender(int at) => _slab.Read(_messages[at].Sender);

    public ReadOnlySpan<byte> MessageId(int at) => _slab.Read(_messages[at].MessageId);

    public ReadOnlySpan<byte> Subject(int at) => _slab.Read(_messages[at].Subject);

    public void SetSender(int at, ReadOnlySpan<byte> sender) => Set(ref _messages[at].Sender, at, sender);

    public void SetMessageId(int at, ReadOnlySpan<byte> id) => Set(ref _messages[at].MessageId, at, id);

    public void SetSubject(int at, ReadOnlySpan<byte> subject) => Set(ref _messages[at].Subject, at, subject);

    /// <summary>The first recipient of the message that waits, or -1.</summary>
    public int FirstDeferral(int at) => _messages[at].FirstDeferral;

    /// <summary>The one after it, or -1.</summary>
    public int NextDeferral(int deferral) => _deferrals.Next(deferral);

    /// <summary>What is known of a recipient that waits, or -1.</summary>
    public int FindDeferral(int at, ReadOnlySpan<byte> recipient) => _messages[at].FirstDeferral < 0 ? None : _deferrals.Find(at, recipient);

    /// <summary>Notes that a recipient was deferred once more; gives how often by now.</summary>
    public int Defer(int at, in Deferral deferral)
    {
        if (_deferrals.IsFull && _oldest != at)
        {
            Forget(_oldest);
        }

        if (_deferrals.TryAdd(at, ref _messages[at].FirstDeferral, deferral, out var count))
        {
            return count;
        }

        MakeRoom(at);
        return _deferrals.TryAdd(at, ref _messages[at].FirstDeferral, deferral, out count) ? count : 1;
    }

    public Deferral ReadDeferral(int deferral) => _deferrals.Read(deferral);

    /// <summary>Forgets what a recipient was deferred for: it has been delivered, or has failed.</summary>
    public void DropDeferral(int at, int deferral) => _deferrals.Drop(ref _messages[at].FirstDeferral, deferral);

    private int Bucket(in MessageKey key) => (int)(key.Hash() & (uint)(_buckets.Length - 1));

    private void Set(ref Kept kept, int at, ReadOnlySpan<byte> bytes)
    {
        _slab.Free(ref kept);
        if (!_slab.TryKeep(bytes, out kept))
        {
            MakeRoom(at);
            _slab.TryKeep(bytes, out kept);
        }
    }

    private void Forget(int at)
    {
        _tally.Forgotten++;
        Close(at);
    }

    /// <summary>The slab is full: forgets the oldest quarter, all but one message.</summary>
    private void MakeRoom(int spared)
    {
        for (var i = Math.Max(1, _count / 4); i > 0 && _oldest >= 0 && _oldest != spared; i--)
        {
            Forget(_oldest);
        }
    }

    private int NewPlace()
    {
        if (_free >= 0)
        {
            var at = _free;
            _free = _messages[at].InBucket;
            return at;
        }

        if (_used == _messages.Length)
        {
            Grow();
        }

        return _used++;
    }

    private void Grow()
    {
        Array.Resize(ref _messages, _messages.Length * 2);
        _buckets = new int[_messages.Length];
        Array.Fill(_buckets, None);
        for (var at = 0; at < _used; at++)
        {
            ref var bucket = ref _buckets[Bucket(_messages[at].Key)];
            _messages[at].InBucket = bucket;
            bucket = at;
        }
    }

    private struct Message
    {
        public MessageKey Key;
        public int InBucket;
        public int Older;
        public int Newer;
        public int FirstDeferral;
        public Kept Sender;
        public Kept MessageId;
        public Kept Subject;
    }
}

/// <summary>What a recipient was deferred for.</summary>
internal ref struct Deferral
{
    public ReadOnlySpan<byte> Recipient;
    public ReadOnlySpan<byte> OriginalRecipient;
    public ReadOnlySpan<byte> RemoteHost;
    public ReadOnlySpan<byte> Status;
    public ReadOnlySpan<byte> Text;

    /// <summary>How often it was deferred.</summary>
    public int Count;

    /// <summary>How many bytes <see cref="Write"/> needs.</summary>
    public readonly int Length => 10 + Recipient.Length + OriginalRecipient.Length + RemoteHost.Length + Status.Length + Text.Length;

    public readonly void Write(Span<byte> target)
    {
        var end = 10;
        Put(target, 0, Recipient, ref end);
        Put(target, 2, OriginalRecipient, ref end);
        Put(target, 4, RemoteHost, ref end);
        Put(target, 6, Status, ref end);
        Put(target, 8, Text, ref end);
    }

    public static Deferral Read(ReadOnlySpan<byte> source, int count)
    {
        var end = 10;
        return new Deferral
        {
            Count = count,
            Recipient = Take(source, 0, ref end),
            OriginalRecipient = Take(source, 2, ref end),
            RemoteHost = Take(source, 4, ref end),
            Status = Take(source, 6, ref end),
            Text = Take(source, 8, ref end),
        };
    }

    private static void Put(Span<byte> target, int at, ReadOnlySpan<byte> field, ref int end)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target[at..], (ushort)field.Length);
        field.CopyTo(target[end..]);
        end += field.Length;
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> source, int at, scoped ref int end)
    {
        var field = source.Slice(end, BinaryPrimitives.ReadUInt16LittleEndian(source[at..]));
        end += field.Length;
        return field.IsEmpty ? default : field;
    }
}
