using System.Text;

namespace Undelivered.Mail.Bounces;

/// <summary>One whom a notice names as not having got the mail.</summary>
internal sealed class Finding
{
    public required string Address { get; init; }

    /// <summary>It stands where notices put recipients, not merely within a sentence.</summary>
    public bool Sure { get; set; }

    /// <summary>Where it was expanded or generated from.</summary>
    public string? From { get; set; }

    /// <summary>What is said beside and below it.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>What the server said about it, by a transcript.</summary>
    public string? Reply { get; set; }

    public string? Host { get; set; }

    public bool Delayed { get; set; }

    /// <summary>The sentence that names it.</summary>
    public string? Sentence { get; init; }

    /// <summary>It stands alone in its line, where a signature may stand as well.</summary>
    public bool StandsAlone { get; init; }

    public int Line { get; init; }

    public int Indent { get; init; }
}
