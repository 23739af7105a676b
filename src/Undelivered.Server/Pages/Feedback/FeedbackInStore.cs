using Microsoft.EntityFrameworkCore;
using Undelivered.Server.Store;

namespace Undelivered.Server.Pages.Feedback;

/// <summary>Keeps feedback in the database.</summary>
internal sealed class FeedbackInStore(IDbContextFactory<UndeliveredDb> store) : IFeedbackStore
{
    private const char Between = ',';

    public async Task Add(PageFeedback feedback, CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        db.Feedback.Add(new FeedbackNote
        {
            Time = feedback.At.UtcDateTime,
            Entry = feedback.Entry,
            IsHelpful = feedback.Helpful,
            Reason = feedback.Reasons.Count == 0 ? null : string.Join(Between, feedback.Reasons),
            Comment = feedback.Comment,
        });
        await db.SaveChangesAsync(cancellation);
    }

    public async Task<IReadOnlyList<PageFeedback>> Latest(int count, CancellationToken cancellation) => await Latest(0, count, cancellation);

    /// <summary>The latest, newest first, without the first few.</summary>
    public async Task<IReadOnlyList<PageFeedback>> Latest(int skipped, int count, CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        var notes = await db.Feedback.AsNoTracking().OrderByDescending(f => f.Time).ThenByDescending(f => f.Id).Skip(skipped).Take(count).ToListAsync(cancellation);
        return [.. notes.Select(n => new PageFeedback(n.Entry, n.IsHelpful, n.Reason?.Split(Between) ?? [], n.Comment, new DateTimeOffset(n.Time, TimeSpan.Zero)))];
    }

    /// <summary>How many notes there are, and what most of them are about: the entries with the most complaints first.</summary>
    public async Task<FeedbackCounts> Count(int entries, CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        var byEntry = await db.Feedback.GroupBy(f => f.Entry)
            .Select(g => new { Entry = g.Key, Helpful = g.Count(f => f.IsHelpful), Not = g.Count(f => !f.IsHelpful) })
            .OrderByDescending(g => g.Not).ThenByDescending(g => g.Helpful).ThenBy(g => g.Entry).Take(entries).ToListAsync(cancellation);
        return new FeedbackCounts(await db.Feedback.CountAsync(cancellation), [.. byEntry.Select(g => new EntryFeedback(g.Entry, g.Helpful, g.Not))]);
    }
}

/// <summary>How much feedback there is.</summary>
/// <param name="All">How many notes.</param>
/// <param name="Entries">The entries with the most complaints.</param>
internal sealed record FeedbackCounts(int All, IReadOnlyList<EntryFeedback> Entries);

/// <summary>How often an entry has helped and has not.</summary>
internal readonly record struct EntryFeedback(string Entry, int Helpful, int NotHelpful);
