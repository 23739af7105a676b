using System.Text;
using Undelivered.Matching;

namespace Undelivered.Tests;

/// <summary>A text as the engine folds it.</summary>
internal sealed class Folded
{
    private readonly Scratch _scratch = new();

    private Folded(ReadOnlySpan<byte> utf8)
    {
        _scratch.Reset(utf8.Length, 0, 0);
        Folder.Fold(utf8, _scratch);
    }

    public string Text => Encoding.UTF8.GetString(_scratch.Folded, 0, _scratch.Length);

    public EnhancedCode Stripped => _scratch.StrippedEnhanced;

    public static Folded Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static Folded Of(ReadOnlySpan<byte> utf8) => new(utf8);

    /// <summary>Where in the original the byte stands that the folded one comes from.</summary>
    public int ToOriginal(int folded) => _scratch.Offsets.ToOriginalStart(folded);
}
