using System.Runtime.InteropServices;

namespace Undelivered.Cli.Terminal;

/// <summary>How wide the terminal is that standard output goes to.</summary>
internal static class TerminalWidth
{
    private const int Unknown = 80;
    private const nuint GetWindowSize = 0x5413;

    public static int Columns
    {
        get
        {
            // Elsewhere ioctl cannot be called like this; Console asks as well, but switches the keypad of a Unix terminal.
            if (!OperatingSystem.IsLinux())
            {
                return Console.WindowWidth;
            }

            var size = default(Size);
            return Control(1, GetWindowSize, ref size) == 0 && size.Columns > 0 ? size.Columns : Unknown;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Size
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(int descriptor, nuint request, ref Size size);
}
