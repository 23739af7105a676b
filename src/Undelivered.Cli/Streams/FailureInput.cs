using Undelivered.Mail;

namespace Undelivered.Cli.Streams;

/// <summary>One failure of a stream, or what is wrong with its line.</summary>
internal ref struct FailureInput
{
    /// <summary>The id that the line carries, as JSON; empty where it carries none.</summary>
    public ReadOnlySpan<byte> Id;

    public ReadOnlySpan<byte> Text;

    /// <summary>What else is known; the text stands in <see cref="Text"/>.</summary>
    public Evidence Evidence;

    /// <summary>The report that it stands in; null where the input is but a text.</summary>
    public DeliveryReport? Report;

    /// <summary>What is wrong with the line; null where nothing is.</summary>
    public string? Error;
}
