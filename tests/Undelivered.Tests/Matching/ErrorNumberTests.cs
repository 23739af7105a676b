using System.Text;
using Undelivered.Matching;

namespace Undelivered.Tests;

public sealed class ErrorNumberTests
{
    [Theory]
    [InlineData("0x800ccc0f", 0x800CCC0F)]
    [InlineData("800ccc0f", 0x800CCC0F)]
    [InlineData("2148322319", 0x800CCC0F)]
    [InlineData("-2146644977", 0x800CCC0F)]
    [InlineData("0x800ccc0f)", 0x800CCC0F)]
    [InlineData("0x834005", 0x834005)]
    [InlineData("0x8004218", 0x8004218)]
    [InlineData("80004005.", 0x80004005)]
    [InlineData("2147500037", 0x80004005)]
    [InlineData("-2147467259", 0x80004005)]
    [InlineData("-2147483648", 0x80000000)]
    [InlineData("4294967295", 0xFFFFFFFF)]
    public void A_number_is_read_in_every_spelling(string text, uint number)
    {
        var at = text[0] == '-' ? 1 : 0;

        Assert.True(ErrorNumber.TryRead(Encoding.ASCII.GetBytes(text), at, out var read, out _, out _));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("0x8004")]
    [InlineData("0x1800ccc0f")]
    [InlineData("0x800ccc0fz")]
    [InlineData("0x")]
    [InlineData("700ccc0f")]
    [InlineData("800ccc0")]
    [InlineData("800ccc0f1")]
    [InlineData("1148322319")]
    [InlineData("4294967296")]
    [InlineData("-2147483649")]
    [InlineData("21483223190")]
    [InlineData("214832231f")]
    [InlineData("")]
    public void What_is_no_error_number_is_left_alone(string text)
    {
        var at = text.StartsWith('-') ? 1 : 0;

        Assert.False(ErrorNumber.TryRead(Encoding.ASCII.GetBytes(text), at, out _, out _, out _));
    }

    [Fact]
    public void A_number_that_the_catalogue_does_not_know_is_no_answer() =>
        Assert.Equal(MatchKind.None, Catalogue.Default.Diagnose("(0x8BADF00D)").Match);
}
