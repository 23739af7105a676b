using System.Text;
using Undelivered.Cli.Streams;

namespace Undelivered.Cli.Tests;

public sealed class BlockReaderTests
{
    private const int MaxLine = 100_000;

    /// <summary>Gives at most so many bytes at a time, as a pipe does.</summary>
    private sealed class Trickle(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));
    }

    private static List<(long Line, bool CutOff, int Length)> Lines(string text, int atOnce)
    {
        var reader = new BlockReader(new Trickle(Encoding.ASCII.GetBytes(text), atOnce), MaxLine);
        var lines = new List<(long, bool, int)>();
        for (var block = new Block(); reader.TryRead(block);)
        {
            var content = Encoding.ASCII.GetString(block.Bytes, 0, block.Length);
            lines.AddRange(content.TrimEnd('\n').Split('\n').Select((line, i) => (block.FirstLine + i, block.CutOff, line.Length)));
        }

        return lines;
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(65_536)]
    [InlineData(30_000)]
    [InlineData(997)]
    public void The_longest_line_is_the_same_however_the_bytes_arrive(int atOnce)
    {
        int[] lengths = [3, MaxLine, MaxLine + 1, 5, MaxLine + 40_000, 7, 3 * MaxLine, 9, MaxLine + 1];
        foreach (var end in (string[])["\n", ""])
        {
            var found = Lines(string.Join('\n', lengths.Select(l => new string('x', l))) + end, atOnce);

            Assert.Equal(lengths.Select((l, i) => ((long)i + 1, l > MaxLine, Math.Min(l, MaxLine))), found);
        }
    }
}
