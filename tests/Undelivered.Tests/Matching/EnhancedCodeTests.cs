namespace Undelivered.Tests;

public sealed class EnhancedCodeTests
{
    [Theory]
    [InlineData("5.7.26", 5, 7, 26)]
    [InlineData("4.2.2", 4, 2, 2)]
    [InlineData("2.1.5", 2, 1, 5)]
    [InlineData("X.7.1", 0, 7, 1)]
    [InlineData("x.0.0", 0, 0, 0)]
    [InlineData("5.999.999", 5, 999, 999)]
    public void A_code_is_read(string text, int @class, int subject, int detail)
    {
        Assert.True(EnhancedCode.TryParse(text, out var code));
        Assert.Equal(new EnhancedCode((byte)@class, (ushort)subject, (ushort)detail), code);
        Assert.True(code.IsKnown);
        Assert.Equal(text.ToLowerInvariant(), code.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("5.7")]
    [InlineData("5.7.")]
    [InlineData("5..1")]
    [InlineData("3.7.1")]
    [InlineData("1.7.1")]
    [InlineData("55.7.1")]
    [InlineData("5.7.1 ")]
    [InlineData(" 5.7.1")]
    [InlineData("5.7.1.1")]
    [InlineData("5.1000.1")]
    [InlineData("5.7.1000")]
    [InlineData("5.7.x")]
    [InlineData("5.７.1")]
    [InlineData("y.7.1")]
    public void What_is_no_code_is_refused(string text)
    {
        Assert.False(EnhancedCode.TryParse(text, out var code));
        Assert.False(code.IsKnown);
    }

    [Fact]
    public void No_code_is_not_the_code_of_zeros()
    {
        Assert.True(EnhancedCode.TryParse("X.0.0", out var zeros));

        Assert.NotEqual(default, zeros);
        Assert.Equal("", default(EnhancedCode).ToString());
    }

    [Fact]
    public void The_same_code_is_equal_however_it_came_to_be()
    {
        Assert.True(EnhancedCode.TryParse("5.7.26", out var read));

        Assert.Equal(new EnhancedCode(5, 7, 26), read);
        Assert.Equal(new EnhancedCode(4, 7, 26) with { Class = 5 }, read);
    }
}
