using Undelivered.Mail.Bounces;

namespace Undelivered.Mail;

/// <summary>Every form that can be read.</summary>
public static class InputForms
{
    /// <summary>How much of the beginning is looked at to recognise a form.</summary>
    public const int HeadLength = 64 * 1024;

    /// <summary>All of them; the first that fits is taken, so the more exact stand first.</summary>
    public static IReadOnlyList<InputForm> All { get; } =
    [
        new Logs.JournaldForm(),
        new Logs.KumoMtaForm(),
        new Logs.PowerMtaForm(),
        new Logs.ExchangeTrackingForm(),
        new Logs.HarakaForm(),
        new Logs.EximForm(),
        new Logs.QmailForm(),
        new Logs.OpenSmtpdForm(),
        new Logs.SendmailForm(),
        new Logs.PostfixForm(),
        .. Events.EventForms.All,
        new MboxForm(),
        new EmlForm(),
    ];

    /// <summary>The form of that name, or null.</summary>
    public static InputForm? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>The form of what begins like this, or null.</summary>
    public static InputForm? Recognise(ReadOnlySpan<byte> head)
    {
        foreach (var form in All)
        {
            if (form.Fits(head))
            {
                return form;
            }
        }

        return null;
    }
}
