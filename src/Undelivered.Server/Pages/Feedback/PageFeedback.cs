namespace Undelivered.Server.Pages.Feedback;

/// <summary>What a reader says of a page.</summary>
/// <param name="Entry">The entry's id; <c>guide.…</c> for a guide, <c>unknown</c> for an answer that no entry gave.</param>
/// <param name="Helpful">Whether it has helped.</param>
/// <param name="Reasons">Why it has not: values of <see cref="Site.Components.FeedbackForm.Reasons"/>.</param>
/// <param name="Comment">The reader's own words; null for none.</param>
/// <param name="At">When it came.</param>
public sealed record PageFeedback(string Entry, bool Helpful, IReadOnlyList<string> Reasons, string? Comment, DateTimeOffset At);

/// <summary>Keeps feedback for the keepers of the library.</summary>
public interface IFeedbackStore
{
    /// <summary>Keeps it.</summary>
    Task Add(PageFeedback feedback, CancellationToken cancellation);

    /// <summary>The latest, newest first.</summary>
    Task<IReadOnlyList<PageFeedback>> Latest(int count, CancellationToken cancellation);
}
