using System.Text;

namespace Undelivered.Mail.Tests.Events;

/// <summary>Reads events given as text.</summary>
internal static class EventInput
{
    public static InputForm Form(string name) => InputForms.Find(name) ?? throw new ArgumentException(name);

    public static List<InputPiece> Split(string form, string input, ReadOptions? options = null) => Split(form, Encoding.UTF8.GetBytes(input), options);

    public static List<InputPiece> Split(string form, byte[] input, ReadOptions? options = null) =>
        [.. Form(form).Split(new MemoryStream(input), options ?? new())];

    public static List<DeliveryReport> Read(string form, string input, ReadOptions? options = null) =>
        [.. Split(form, input, options).SelectMany(p => p.Read())];

    public static DeliveryReport One(string form, string input, ReadOptions? options = null) => Assert.Single(Read(form, input, options));

    public static Diagnosis Diagnose(this DeliveryReport report) => Catalogue.Default.Diagnose(report.Evidence);

    public static string? Recognise(string input) => InputForms.Recognise(Encoding.UTF8.GetBytes(input))?.Name;
}
