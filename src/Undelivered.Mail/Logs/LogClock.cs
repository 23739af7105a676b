using System.Buffers.Text;

namespace Undelivered.Mail.Logs;

/// <summary>Reads the time stamps of logs: syslog's (RFC 3164, without a year and a zone), RFC 3339's, Exim's.</summary>
internal sealed class LogClock(ReadOptions options)
{
    private const int MaxStamp = 48;

    private readonly byte[] _last = new byte[MaxStamp];
    private readonly TimeZoneInfo _zone = options.TimeZone;
    private readonly DateTime _limit = TimeZoneInfo.ConvertTime(options.Now, options.TimeZone).DateTime.AddDays(options.Now.Year < 9999 ? 1 : 0);
    private int _lastLength = -1;
    private DateTimeOffset? _lastTime;

    /// <summary>The time of a stamp; null where it is none. Neighbouring lines mostly bear the same.</summary>
    public DateTimeOffset? Read(ReadOnlySpan<byte> stamp)
    {
        if (stamp.Length == _lastLength && stamp.SequenceEqual(_last.AsSpan(0, _lastLength)))
        {
            return _lastTime;
        }

        if (stamp.Length is < 8 or > MaxStamp)
        {
            return null;
        }

        stamp.CopyTo(_last);
        _lastLength = stamp.Length;
        return _lastTime = stamp[0] is >= (byte)'0' and <= (byte)'9' ? Iso(stamp) : Classic(stamp);
    }

    /// <summary>Seconds since 1970, with a fraction as it may be.</summary>
    public static DateTimeOffset? FromUnix(double seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    /// <summary>A label of multilog, "@" and 24 hexadecimal digits: TAI64N, which is ten seconds ahead of Unix time as multilog writes it.</summary>
    public static DateTimeOffset? FromTai(ReadOnlySpan<byte> label)
    {
        if (label.Length < 16 || !Utf8Parser.TryParse(label[..16], out ulong tai, out var used, 'x') || used != 16)
        {
            return null;
        }

        var seconds = (long)(tai - 0x4000_0000_0000_000A);
        var nanoseconds = label.Length >= 24 && Utf8Parser.TryParse(label[16..24], out uint n, out used, 'x') && used == 8 && n < 1_000_000_000 ? n : 0;
        return seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond + nanoseconds / 100) : null;
    }

    /// <summary>"Nov 24 10:00:00", with a fraction or the year behind the day as it may be.</summary>
    private DateTimeOffset? Classic(ReadOnlySpan<byte> stamp)
    {
        var month = Month(stamp);
        if (month == 0 || stamp.Length < 15 || stamp[3] != ' ')
        {
            return null;
        }

        var day = Number(stamp[4] == ' ' ? stamp[5..6] : stamp[4..6]);
        var rest = stamp[7..];
        var year = 0;
        if (rest.Length >= 13 && rest[4] == ' ')
        {
            year = Number(rest[..4]);
            rest = rest[5..];
        }

        if (!TryTime(rest, out var time, out _) || day is < 1 or > 31)
        {
            return null;
        }

        return year > 0 ? Local(year, month, day, time) : WithYear(month, day, time);
    }

    /// <summary>The latest year that does not put the stamp more than a day after now.</summary>
    private DateTimeOffset? WithYear(int month, int day, TimeSpan time)
    {
        for (var year = _limit.Year; year > Math.Max(0, _limit.Year - 9); year--)
        {
            if (day <= DateTime.DaysInMonth(year, month) && new DateTime(year, month, day) + time <= _limit)
            {
                return Local(year, month, day, time);
            }
        }

        return null;
    }

    /// <summary>"2026-11-24T10:00:00.123+01:00", "2026-11-24 10:00:00 +0100", "2026-11-24 10:00:00".</summary>
    private DateTimeOffset? Iso(ReadOnlySpan<byte> stamp)
    {
        if (stamp.Length < 19 || stamp[4] != '-' || stamp[7] != '-' || !TryTime(stamp[11..], out var time, out var used))
        {
            return null;
        }

        var (year, month, day) = (Number(stamp[..4]), Number(stamp[5..7]), Number(stamp[8..10]));
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var zone = stamp[(11 + used)..].TrimStart((byte)' ');
        if (zone.IsEmpty)
        {
            return Local(year, month, day, time);
        }

        return TryZone(zone, out var offset) ? new DateTimeOffset(new DateTime(year, month, day) + time, offset) : null;
    }

    private DateTimeOffset? Local(int year, int month, int day, TimeSpan time)
    {
        if (year is < 2 or > 9998 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var local = new DateTime(year, month, day) + time;
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out TimeSpan time, out int used)
    {
        time = default;
        used = 8;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
        {
            return false;
        }

        var (hour, minute, second) = (Number(text[..2]), Number(text[3..5]), Number(text[6..8]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        long ticks = 0;
        if (text.Length > 9 && text[8] is (byte)'.' or (byte)',')
        {
            long unit = TimeSpan.TicksPerSecond;
            for (used = 9; used < text.Length && ReplyText.IsDigit(text[used]); used++)
            {
                unit /= 10;
                ticks += unit * (text[used] - '0');
            }
        }

        // A leap second is taken for the one before it.
        time = new TimeSpan(hour, minute, Math.Min(second, 59)) + TimeSpan.FromTicks(ticks);
        return true;
    }

    private static bool TryZone(ReadOnlySpan<byte> zone, out TimeSpan offset)
    {
        offset = default;
        if (zone is [(byte)'Z' or (byte)'z'] || zone.SequenceEqual("UTC"u8) || zone.SequenceEqual("GMT"u8))
        {
            return true;
        }

        if (zone.Length < 3 || zone[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var minutes = zone.Length == 6 && zone[3] == ':' ? Number(zone[4..]) : zone.Length == 5 ? Number(zone[3..]) : zone.Length == 3 ? 0 : -1;
        var hours = Number(zone[1..3]);
        if (hours is < 0 or > 14 || minutes is < 0 or > 59 || hours == 14 && minutes > 0)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>The number of the month whose English name begins the text; 0 for none.</summary>
    public static int Month(ReadOnlySpan<byte> text) => text.Length < 3 ? 0 : (text[0], text[1], text[2]) switch
    {
        ((byte)'J', (byte)'a', (byte)'n') => 1,
        ((byte)'F', (byte)'e', (byte)'b') => 2,
        ((byte)'M', (byte)'a', (byte)'r') => 3,
        ((byte)'A', (byte)'p', (byte)'r') => 4,
        ((byte)'M', (byte)'a', (byte)'y') => 5,
        ((byte)'J', (byte)'u', (byte)'n') => 6,
        ((byte)'J', (byte)'u', (byte)'l') => 7,
        ((byte)'A', (byte)'u', (byte)'g') => 8,
        ((byte)'S', (byte)'e', (byte)'p') => 9,
        ((byte)'O', (byte)'c', (byte)'t') => 10,
        ((byte)'N', (byte)'o', (byte)'v') => 11,
        ((byte)'D', (byte)'e', (byte)'c') => 12,
        _ => 0,
    };

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!ReplyText.IsDigit(digit))
            {
                return -1;
            }

            number = number * 10 + digit - '0';
        }

        return number;
    }
}
