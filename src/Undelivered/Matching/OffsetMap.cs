namespace Undelivered.Matching;

/// <summary>Leads from positions in the folded text back to the original: the places where their distance changes.</summary>
internal sealed class OffsetMap
{
    /// <summary>At <c>Folded</c>, what stands before ends at <c>End</c> and what follows begins at <c>Start</c>; they differ where something was left out.</summary>
    private readonly record struct Step(int Folded, int End, int Start);

    private Step[] _steps = new Step[64];
    private int _count;
    private int _distance;

    public void Clear()
    {
        _count = 0;
        _distance = 0;
    }

    /// <summary>Says that what has been written up to <paramref name="folded"/> comes from what stands before <paramref name="original"/>.</summary>
    public void Mark(int folded, int original)
    {
        if (original - folded != _distance)
        {
            Add(new Step(folded, original, original), original - folded);
        }
    }

    /// <summary>Says that nothing was written for what stands before <paramref name="original"/>.</summary>
    public void Skip(int folded, int original)
    {
        var end = _count > 0 && _steps[_count - 1].Folded == folded ? _steps[--_count].End : folded + _distance;
        Add(new Step(folded, end, original), original - folded);
    }

    /// <summary>Where in the original that begins what begins here in the folded text.</summary>
    public int ToOriginalStart(int folded) => Find(folded) is { } step ? step.Start + (folded - step.Folded) : folded;

    /// <summary>Where in the original that ends what ends here in the folded text.</summary>
    public int ToOriginalEnd(int folded) => Find(folded) switch
    {
        null => folded,
        { } step when step.Folded == folded => step.End,
        { } step => step.Start + (folded - step.Folded),
    };

    private void Add(Step step, int distance)
    {
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
        }

        _steps[_count++] = step;
        _distance = distance;
    }

    /// <summary>The last step at or before a position.</summary>
    private Step? Find(int folded)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_steps[middle].Folded <= folded)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high < 0 ? null : _steps[high];
    }
}
