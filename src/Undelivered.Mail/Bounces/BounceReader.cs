namespace Undelivered.Mail.Bounces;

/// <summary>Reads what one mail reports: a bounce, a delay, a complaint, an automatic answer, a receipt.</summary>
/// <example>
/// <code>
/// foreach (var report in BounceReader.Read(File.OpenRead("bounce.eml")))
/// {
///     Console.WriteLine($"{report.Kind} {report.Recipient}: {Catalogue.Default.Diagnose(report.Evidence).Title}");
/// }
/// </code>
/// </example>
public static class BounceReader
{
    /// <summary>Reads a mail from a stream, to its end; what is longer than <see cref="ReadOptions.MaxMailLength"/> is skipped.</summary>
    /// <param name="mail">The mail as it is transferred or stored: its header first.</param>
    /// <param name="options">How to read; the default where null.</param>
    /// <returns>One report for each recipient; one of kind <see cref="ReportKind.Other"/> for a mail that reports nothing.</returns>
    public static IReadOnlyList<DeliveryReport> Read(Stream mail, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        options ??= new ReadOptions();
        var bytes = BoundedBytes.Read(mail, options.MaxMailLength, out var wasCut, out _);
        return new MailReading(bytes, wasCut, options, null).Read();
    }

    /// <summary>Reads a mail from memory.</summary>
    /// <inheritdoc cref="Read(Stream, ReadOptions?)"/>
    public static IReadOnlyList<DeliveryReport> Read(ReadOnlyMemory<byte> mail, ReadOptions? options = null)
    {
        options ??= new ReadOptions();
        var wasCut = mail.Length > options.MaxMailLength;
        return new MailReading(wasCut ? mail[..options.MaxMailLength] : mail, wasCut, options, null).Read();
    }
}
