namespace Undelivered.Tests;

/// <summary>Where the sender or the sign-in was refused, no recipient is suppressed, whatever words the refusal is made of.</summary>
public sealed class SenderMeantTests
{
    [Theory]
    [InlineData("550-Verification failed for <me@example.com>\n550-Called: 192.0.2.4\n550-Response: 550 5.1.1 User unknown\n550 Sender verify failed")]
    [InlineData("550-Callout verification failed: 550 550 No such user here. 550 Sender verify failed")]
    [InlineData("550 Sender verify failed: no such user")]
    [InlineData("host mx.example.org said: 550 5.1.1 <me@example.com> User unknown (in reply to MAIL FROM command)")]
    [InlineData("SMTP error from remote mail server after MAIL FROM:<me@example.com>: 550 no such user")]
    [InlineData("550 5.1.0 <me@example.com> sender rejected : Wrong sender user does not exist")]
    [InlineData("550 5.1.8 <me@example.com>: Sender address rejected: Domain does not exist")]
    [InlineData("535 5.7.8 user unknown")]
    [InlineData("535 Пользователь не найден")]
    [InlineData("-ERR [AUTH] invalid login: no such user")]
    [InlineData("554 5.7.1 rejected: HELO domain does not exist")]
    [InlineData("550 5.7.27 sender domain has null MX")]
    public void No_recipient_is_suppressed(string text) => Assert.Equal(Suppress.No, Catalogue.Default.Diagnose(text).Suppress);

    [Theory]
    [InlineData("550-Callout verification failed: 550 550 No such user here. 550 Sender verify failed", CauseId.SenderAddressInvalid)]
    [InlineData("host mx.example.org said: 550 5.1.1 <me@example.com> User unknown (in reply to MAIL FROM command)", CauseId.SenderAddressInvalid)]
    [InlineData("550 Domain not found (in reply to MAIL FROM command)", CauseId.SenderAddressInvalid)]
    [InlineData("552 5.2.2 over quota (in reply to MAIL FROM command)", CauseId.SenderAddressInvalid)]
    [InlineData("535 no such user", CauseId.AccountCredentials)]
    [InlineData("Login failed: user not found", CauseId.AccountCredentials)]
    [InlineData("SASL LOGIN authentication failed: account is disabled", CauseId.AccountCredentials)]
    [InlineData("501 5.1.7 <me@example>: user unknown", CauseId.SenderAddressInvalid)]
    [InlineData("550 5.7.1 sender account me@example.com does not exist", CauseId.SenderAddressInvalid)]
    [InlineData("535 5.7.8 user unknown", CauseId.AccountCredentials)]
    public void The_sender_or_the_sign_in_is_the_cause(string text, string cause)
    {
        var answer = Catalogue.Default.Diagnose(text);

        Assert.Equal((cause, Permanence.Permanent, Retry.AfterFix, Suppress.No), (answer.Cause.Id, answer.Permanence, answer.Retry, answer.Suppress));
        Assert.DoesNotContain("stop sending to it", string.Join(' ', answer.Remedy.Select(r => r.Do)));
        Assert.NotEmpty(answer.Remedy);
    }

    [Fact]
    public void A_sender_that_is_refused_for_now_may_pass_later()
    {
        var answer = Catalogue.Default.Diagnose("450 4.1.1 user unknown (in reply to MAIL FROM command)");

        Assert.Equal((CauseId.SenderAddressInvalid, Permanence.Temporary, Suppress.No), (answer.Cause.Id, answer.Permanence, answer.Suppress));
    }

    [Theory]
    [InlineData("{\"statusCode\":404,\"message\":\"User not found\"}")]
    [InlineData("{\"error\":\"Account not found\",\"status\":404}")]
    public void What_an_unknown_API_does_not_find_is_no_recipient(string text) => Assert.Equal(Suppress.No, Catalogue.Default.Diagnose(text).Suppress);

    [Theory]
    [InlineData("550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown in virtual mailbox table")]
    [InlineData("host mx.example.org[192.0.2.1] said: 550 5.1.1 <bob@example.org> User unknown (in reply to RCPT TO command)")]
    [InlineData("SMTP error from remote mail server after RCPT TO:<bob@example.org>: host mx.example.org [192.0.2.1]: 550 5.1.1 No such user")]
    public void A_recipient_that_does_not_exist_still_is(string text) => Assert.Equal(Suppress.Yes, Catalogue.Default.Diagnose(text).Suppress);

    [Theory]
    [InlineData("550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown in virtual mailbox table")]
    [InlineData("550 mailbox of that person is not here any more")]
    public void Nobody_is_where_the_source_says_that_the_recipient_is_not_at_fault(string text) =>
        Assert.Equal(Suppress.No, Catalogue.Default.Diagnose(new Evidence { Text = text, Refused = RefusedPart.Message }).Suppress);

    [Theory]
    [InlineData("ResponseError: Forbidden code: 403, response: { body: { errors: [Array] } }", 403)]
    [InlineData("Unable to send an email: Unauthorized (code 401).", 401)]
    public void A_code_that_only_HTTP_knows_is_no_deferral(string text, int status)
    {
        var answer = Catalogue.Default.Diagnose(text);

        Assert.Equal(status, answer.HttpStatus);
        Assert.Null(answer.ReplyCode);
        Assert.NotEqual(Permanence.Temporary, answer.Permanence);
        Assert.NotEqual(Retry.Backoff, answer.Retry);
    }
}
