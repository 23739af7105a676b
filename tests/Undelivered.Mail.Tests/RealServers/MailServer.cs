using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Undelivered.Mail.Tests.RealServers;

/// <summary>A real mail server of our own on loopback, that sends everything on to a <see cref="FarServer"/>.</summary>
internal abstract class MailServer : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Where ./test has put the servers; null where it could not.</summary>
    public static string? Installed => Environment.GetEnvironmentVariable("UNDELIVERED_MTAS");

    protected string Folder { get; } = Directory.CreateTempSubdirectory("undelivered-mta-").FullName;

    /// <summary>What the server has logged.</summary>
    public abstract string Log { get; }

    /// <summary>Hands the server a message to these recipients.</summary>
    public abstract void Send(string messageId, params string[] recipients);

    public virtual void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    protected static string Message(string messageId, string[] recipients) =>
        $"Message-ID: <{messageId}>\r\nFrom: Shop <shop@sender.test>\r\nTo: {string.Join(", ", recipients)}\r\nSubject: Your order\r\n" +
        "Date: Tue, 24 Nov 2026 10:00:00 +0000\r\nX-Order: 4711\r\n\r\nThank you.\r\n";

    protected string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs a program to its end.</summary>
    protected static void Run(string program, string[] arguments, string input = "")
    {
        using var process = Start(program, arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said.Result}{complained.Result}");
        }
    }

    /// <summary>Starts a program that runs as long as the server, and keeps what it says.</summary>
    protected void RunOn(string program, string[] arguments, StringBuilder says)
    {
        var process = Start(program, arguments);
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (says)
            {
                says.Append(line.Data).Append('\n');
            }
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    /// <summary>Sends by SMTP, as a program would.</summary>
    protected static void Submit(int port, string messageId, string[] recipients)
    {
        using var client = Connect(port);
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        Expect('2');
        Say("EHLO app.sender.test", '2');
        Say("MAIL FROM:<shop@sender.test>", '2');
        foreach (var recipient in recipients)
        {
            Say($"RCPT TO:<{recipient}>", '2');
        }

        Say("DATA", '3');
        Say(Message(messageId, recipients) + ".", '2');
        Say("QUIT", '2');

        void Say(string line, char expected)
        {
            writer.WriteLine(line);
            Expect(expected);
        }

        void Expect(char expected)
        {
            string? line;
            do
            {
                line = reader.ReadLine();
            }
            while (line is { Length: > 3 } && line[3] == '-');
            if (line is null || line[0] != expected)
            {
                throw new InvalidOperationException($"the server says: {line}");
            }
        }
    }

    protected static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static TcpClient Connect(int port)
    {
        for (var left = Stopwatch.StartNew(); ; Thread.Sleep(100))
        {
            try
            {
                return new TcpClient("127.0.0.1", port);
            }
            catch (SocketException) when (left.Elapsed < TimeSpan.FromSeconds(20))
            {
            }
        }
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
