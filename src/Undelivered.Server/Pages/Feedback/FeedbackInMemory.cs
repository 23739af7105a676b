namespace Undelivered.Server.Pages.Feedback;

/// <summary>Keeps the latest feedback until the server stops.</summary>
internal sealed class FeedbackInMemory : IFeedbackStore
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<PageFeedback> _kept = new();

    public Task Add(PageFeedback feedback, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _kept.Enqueue(feedback);
            if (_kept.Count > Most)
            {
                _kept.Dequeue();
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PageFeedback>> Latest(int count, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<PageFeedback>>([.. _kept.Reverse().Take(count)]);
        }
    }
}
