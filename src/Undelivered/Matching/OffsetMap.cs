namespace Undelivered.Matching;

/// <summary>Leads from positions in the folded text back to the original: the places where their distance changes.</summary>
internal sealed class OffsetMap
{
    private (int Folded, int Original)[] _steps = new (int, int)[64];
    private int _count;
    private int _distance;

    public void Clear()
    {
        _count = 0;
        _distance = 0;
    }

    /// <summary>Says that what is written at <paramref name="folded"/> from now on comes from <paramref name="original"/>.</summary>
    public void Mark(int folded, int original)
    {
        if (original - folded == _distance)
        {
            return;
        }

        if (_count > 0 && _steps[_count - 1].Folded == folded)
        {
            _count--;
        }

        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
        }

        _steps[_count++] = (folded, original);
        _distance = original - folded;
    }

    public int ToOriginal(int folded)
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

        return high < 0 ? folded : _steps[high].Original + (folded - _steps[high].Folded);
    }
}
