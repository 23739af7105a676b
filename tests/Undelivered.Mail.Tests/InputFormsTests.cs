using Undelivered.Mail;

namespace Undelivered.Mail.Tests;

public class InputFormsTests
{
    [Fact]
    public void No_two_forms_share_a_name() =>
        Assert.Equal(InputForms.All.Count, InputForms.All.Select(f => f.Name).Distinct().Count());
}
