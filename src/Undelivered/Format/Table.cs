using System.Runtime.CompilerServices;

namespace Undelivered;

/// <summary>Records of the compiled catalogue, read in place. The memory is the catalogue's and lives as long as it does.</summary>
internal readonly unsafe struct Table<T>(T* start, int count) where T : unmanaged
{
    public int Count => count;

    /// <summary>One record; the compiler of the catalogue has seen to it that indices are in range.</summary>
    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            System.Diagnostics.Debug.Assert((uint)index < (uint)count, "An index of the compiled catalogue is out of range.");
            return ref start[index];
        }
    }

    /// <summary>Some of the records.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Slice(int first, int length) => new(start + first, length);

    /// <summary>All records.</summary>
    public ReadOnlySpan<T> All => new(start, count);
}
