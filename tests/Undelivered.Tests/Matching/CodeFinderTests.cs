namespace Undelivered.Tests;

/// <summary>docs/matching.md, section 2.</summary>
public sealed class CodeFinderTests
{
    private static readonly Catalogue Catalogue = Catalogue.Default;

    [Theory]
    [InlineData("550 5.1.1 User unknown", 550, "5.1.1")]
    [InlineData("550-5.1.1 User unknown", 550, "5.1.1")]
    [InlineData("550, \"5.1.1\" User unknown", 550, "5.1.1")]
    [InlineData("550 #5.1.1 User unknown", 550, "5.1.1")]
    [InlineData("550 (5.1.1) User unknown", 550, "5.1.1")]
    [InlineData("550\t5.1.1\tUser unknown", 550, "5.1.1")]
    [InlineData("smtp; 550 5.1.1 User unknown", 550, "5.1.1")]
    [InlineData("remote server said: 421 4.7.0 qqq", 421, "4.7.0")]
    [InlineData("dsn=5.1.1, status=bounced (qqq)", null, "5.1.1")]
    [InlineData("Expected response code 250 but got code \"550\", with message \"550 5.7.1 qqq\"", 550, "5.7.1")]
    [InlineData("Expected response code \"250/251/252\" but got code \"550\"", 550, "")]
    [InlineData("Expected response code 250 but got code \"550\"", 550, "")]
    [InlineData("(550, b'5.1.1 The email account that you tried to reach does not exist')", 550, "5.1.1")]
    [InlineData("{'ann@example.org': (550, b'5.1.1 qqq')}", 550, "5.1.1")]
    [InlineData("{\"code\":\"EENVELOPE\",\"response\":\"550 5.1.1 qqq\",\"responseCode\":550,\"command\":\"RCPT TO\"}", 550, "5.1.1")]
    [InlineData("{\\\"response\\\":\\\"421-4.7.0 qqq\\\",\\\"responseCode\\\":421}", 421, "4.7.0")]
    [InlineData("x.7.26 qqq", null, "x.7.26")]
    [InlineData("550 X.7.1 qqq", 550, "x.7.1")]
    [InlineData("250 2.0.0 Ok, then 550 5.7.1 qqq", 550, "5.7.1")]
    [InlineData("550 5.1.1 qqq ... 250 2.0.0 OK", 550, "5.1.1")]
    [InlineData("550 5.1.1 qqq\n503 5.5.1 Need RCPT (recipient)", 550, "5.1.1")]
    [InlineData("503 5.5.1 Need MAIL first", 503, "5.5.1")]
    [InlineData("451 4.4.1 qqq (host said: 550 5.1.1 qqq)", 550, "5.1.1")]
    public void The_codes_of_a_refusal_are_found(string text, int? reply, string enhanced)
    {
        var answer = Catalogue.Diagnose(text);

        Assert.Equal(reply, answer.ReplyCode);
        Assert.Equal(enhanced, answer.EnhancedCode?.ToString() ?? "");
    }

    [Theory]
    [InlineData("Could not reach the host on port 587 qqq")]
    [InlineData("connect to mx.example.org:587 qqq")]
    [InlineData("tried port: 465 and gave up")]
    [InlineData("connect to mx.example.org[192.0.2.1]:587: qqq")]
    [InlineData("qqq in 300 seconds")]
    [InlineData("qqq in 450 seconds")]
    [InlineData("qqq within 250 minutes")]
    [InlineData("over 550 messages were qqq")]
    [InlineData("qqq from 192.0.2.250")]
    [InlineData("qqq from 10.250.4.1")]
    [InlineData("qqq from 250.4.1.1")]
    [InlineData("qqq from 5.7.1.1")]
    [InlineData("Postfix 3.5.6 qqq")]
    [InlineData("qqq agent/5.7.1 qqq")]
    [InlineData("qqq v5.1.1 qqq")]
    [InlineData("qqq 2026-02-17T10:00:00Z")]
    [InlineData("qqq 550.25 EUR")]
    [InlineData("qqq 1,550 qqq")]
    [InlineData("qqq 5501 qqq")]
    [InlineData("qqq x550 qqq")]
    [InlineData("qqq 0550 qqq")]
    [InlineData("qqq ann.550@example.org qqq")]
    [InlineData("qqq 600 qqq")]
    public void A_number_that_is_no_code_is_left_alone(string text)
    {
        var answer = Catalogue.Diagnose(text);

        Assert.Null(answer.ReplyCode);
        Assert.Null(answer.EnhancedCode);
    }

    [Fact]
    public void A_version_number_does_not_hide_the_code_of_the_reply()
    {
        var answer = Catalogue.Diagnose("550 5.1.1 qqq (MailServer 5.0.2 at your service)");

        Assert.Equal("5.1.1", answer.EnhancedCode.ToString());
    }

    [Fact]
    public void What_comes_apart_from_the_text_goes_before_what_the_text_says()
    {
        var answer = Catalogue.Diagnose(new Evidence { Text = "550 5.1.1 qqq", ReplyCode = 421, EnhancedCode = new EnhancedCode(4, 7, 0) });

        Assert.Equal(421, answer.ReplyCode);
        Assert.Equal(new EnhancedCode(4, 7, 0), answer.EnhancedCode);
    }
}
