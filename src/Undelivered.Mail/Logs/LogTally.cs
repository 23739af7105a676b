namespace Undelivered.Mail.Logs;

/// <summary>What reading a log came upon beside its reports. It is written by the one thread that cuts the stream.</summary>
public sealed class LogTally
{
    /// <summary>Lines that were read.</summary>
    public long Lines { get; internal set; }

    /// <summary>Lines that are not of the form, or ought to tell of a delivery and are broken: left out.</summary>
    public long Broken { get; internal set; }

    /// <summary>Lines that were too long and were cut.</summary>
    public long Cut { get; internal set; }

    /// <summary>Messages that were forgotten although their end had not been read, because too many were open at once; what follows of them lacks sender and Message-ID.</summary>
    public long Forgotten { get; internal set; }
}
