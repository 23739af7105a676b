using System.Text;
using CsCheck;
using Undelivered.Mail.Logs;

namespace Undelivered.Mail.Tests.Logs;

public class OpenMessagesTests
{
    /// <summary>What a message is known by in the model: sender, and how often each recipient was deferred.</summary>
    private sealed class Known
    {
        public string Sender = "";

        public Dictionary<string, (int Count, string Text)> Deferred = [];
    }

    [Fact]
    public void It_keeps_what_a_dictionary_would_keep()
    {
        var step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40], Gen.Int[0, 8], Gen.Int[0, 400]);
        step.Array[1, 400].Sample(
            steps =>
            {
                var open = new OpenMessages(new LogTally());
                var model = new Dictionary<string, Known>();
                foreach (var (what, message, recipient, length) in steps)
                {
                    var id = $"ID{message}{new string('x', message % 30)}";
                    var key = open.Key("mail"u8, Bytes(id));
                    var text = $"{length}{new string('t', length)}";
                    switch (what)
                    {
                        case 0:
                            open.SetSender(open.Open(key), Bytes(text));
                            Model(model, id).Sender = text;
                            break;
                        case 1 or 2:
                            var count = open.Defer(open.Open(key), new Deferral { Recipient = Bytes($"r{recipient}"), Text = Bytes(text) });
                            var deferred = Model(model, id).Deferred;
                            deferred[$"r{recipient}"] = (deferred.GetValueOrDefault($"r{recipient}").Count + 1, text);
                            Assert.Equal(deferred[$"r{recipient}"].Count, count);
                            break;
                        case 3 when open.Find(key) is var at and >= 0:
                            open.Close(at);
                            Assert.True(model.Remove(id));
                            break;
                        case 4 when open.Find(key) is var at and >= 0 && open.FindDeferral(at, Bytes($"r{recipient}")) is var deferral and >= 0:
                            open.DropDeferral(at, deferral);
                            Assert.True(model[id].Deferred.Remove($"r{recipient}"));
                            break;
                    }
                }

                Assert.Equal(model.Count, open.Count);
                foreach (var (id, known) in model)
                {
                    var at = open.Find(open.Key("mail"u8, Bytes(id)));
                    Assert.Equal(known.Sender, Encoding.UTF8.GetString(open.Sender(at)));
                    var found = new Dictionary<string, (int, string)>();
                    for (var deferral = open.FirstDeferral(at); deferral >= 0; deferral = open.NextDeferral(deferral))
                    {
                        var read = open.ReadDeferral(deferral);
                        found.Add(Encoding.UTF8.GetString(read.Recipient), (read.Count, Encoding.UTF8.GetString(read.Text)));
                    }

                    Assert.Equal(known.Deferred.OrderBy(d => d.Key), found.OrderBy(d => d.Key).Select(d => KeyValuePair.Create(d.Key, d.Value)));
                }
            },
            iter: 500);
    }

    [Fact]
    public void However_long_the_texts_it_stays_within_its_room() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5000], Gen.Int[0, 20_000]).Array[500, 1500].Sample(
        steps =>
        {
            var tally = new LogTally();
            var open = new OpenMessages(tally, 1000, 2 * 1024 * 1024);
            foreach (var (what, message, length) in steps)
            {
                var at = open.Open(open.Key("mail"u8, Bytes($"ABC{message}")));
                var text = new byte[length];
                switch (what)
                {
                    case 0:
                        open.SetSender(at, text);
                        break;
                    case 1:
                        open.SetMessageId(at, text);
                        break;
                    default:
                        open.Defer(at, new Deferral { Recipient = Bytes($"r{length}"), Text = text });
                        break;
                }

                Assert.True(open.Count <= 1000);
            }
        },
        iter: 30);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Known Model(Dictionary<string, Known> model, string id) => model.TryGetValue(id, out var known) ? known : model[id] = new Known();
}
