namespace Undelivered.Tests;

public sealed class CodeTablesTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;

    public static TheoryData<string> EnhancedCodes =>
        [.. TestData.Read<Registered>("iana-enhanced-codes.jsonl").SelectMany(c => (string[])[c.Code.Replace('X', '4'), c.Code.Replace('X', '5')])];

    public static TheoryData<int> BasicCodes => [.. TestData.Read<Basic>("rfc-basic-codes.jsonl").Select(c => c.Code)];

    public static TheoryData<string> WindowsErrors => [.. TestData.Read<WindowsError>("windows-errors.jsonl").Select(e => e.HResult)];

    [Fact]
    public void The_registries_are_there_in_full()
    {
        Assert.Equal(2 * 81, EnhancedCodes.Count);
        Assert.Equal(39, BasicCodes.Count);
        Assert.Equal(142, WindowsErrors.Count);
    }

    [Theory]
    [MemberData(nameof(EnhancedCodes))]
    public void A_registered_enhanced_code_is_answered_by_an_entry_of_its_own(string code)
    {
        var answer = Catalogue.Diagnose(code);

        Assert.True(EnhancedCode.TryParse(code, out var asked));
        Assert.Equal(asked, answer.EnhancedCode);
        Assert.Equal(MatchKind.EnhancedCode, answer.Match);
        Assert.Contains(answer.Entry!.Match, m => CodePattern.TryParse(m.Code, http: false, out var pattern) && pattern.IsExactEnhanced && pattern.Takes(asked));
    }

    [Theory]
    [MemberData(nameof(EnhancedCodes))]
    public void An_enhanced_code_alone_never_kills_an_address_that_may_be_good(string code)
    {
        var answer = Catalogue.Diagnose(code);

        Assert.True(code[0] == '5' || answer.Suppress != Suppress.Yes, $"{answer.Entry?.Id} would suppress on {code}");
        Assert.True(answer.Suppress != Suppress.Yes || answer.Cause.Suppress == Suppress.Yes, $"{answer.Entry?.Id} would suppress for {answer.Cause.Id}");
    }

    [Theory]
    [MemberData(nameof(BasicCodes))]
    public void A_reply_code_of_the_RFCs_is_answered_by_an_entry_of_its_own(int code)
    {
        var answer = Catalogue.Diagnose($"{code} qqq");

        Assert.Equal(code, answer.ReplyCode);
        Assert.Equal(MatchKind.BasicCode, answer.Match);
        Assert.Contains(answer.Entry!.Match, m => CodePattern.TryParse(m.Code, http: false, out var pattern) && pattern.AsksBasic && pattern.BasicLow == code && pattern.BasicHigh == code);
    }

    [Theory]
    [MemberData(nameof(BasicCodes))]
    public void A_reply_code_alone_never_suppresses_and_its_class_tells_failure_from_success(int code)
    {
        var answer = Catalogue.Diagnose($"{code} qqq");

        Assert.Equal(Suppress.No, answer.Suppress);
        Assert.Equal(code < 400, answer.Permanence == Permanence.None);
        Assert.True(code < 500 || answer.Permanence == Permanence.Permanent);
    }

    [Theory]
    [MemberData(nameof(WindowsErrors))]
    public void A_Windows_error_is_found_however_it_is_spelt(string hresult)
    {
        var number = Convert.ToUInt32(hresult, 16);
        var signed = unchecked((int)number).ToString();
        List<string> spellings = [hresult, number.ToString(), signed];
        if (hresult[2] == '8')
        {
            // Without 0x, eight hex digits are taken for an error number only if they begin with an 8.
            spellings.Add(hresult[2..].ToLowerInvariant());
        }

        foreach (var spelling in spellings)
        {
            var answer = Catalogue.Diagnose($"The task reported error ({spelling}).");

            Assert.Equal(MatchKind.Token, answer.Match);
            Assert.True(answer.Entry!.Match.Any(m => m.HResult is { } h && Convert.ToUInt32(h, 16) == number), $"{answer.Entry.Id} answers {spelling}");
        }
    }

    private sealed record Registered(string Code);

    private sealed record Basic(int Code);

    private sealed record WindowsError(string HResult);
}
