namespace Undelivered.Mail.Bounces;

/// <summary>Reads the beginning of a stream into memory, and takes the rest away.</summary>
internal static class BoundedBytes
{
    private const int FirstLength = 16 * 1024;

    /// <summary>Reads to the end: a server that writes into a pipe must not find it shut.</summary>
    public static byte[] Read(Stream stream, int limit, out bool wasCut, out long position)
    {
        var bytes = new byte[Math.Min(FirstLength, limit)];
        var length = 0;
        while (true)
        {
            var read = stream.Read(bytes, length, bytes.Length - length);
            length += read;
            if (read == 0)
            {
                break;
            }

            if (length == bytes.Length)
            {
                if (length == limit)
                {
                    break;
                }

                Array.Resize(ref bytes, (int)Math.Min((long)length * 2, limit));
            }
        }

        position = length;
        wasCut = false;
        if (length == limit)
        {
            var scrap = new byte[64 * 1024];
            for (int read; (read = stream.Read(scrap)) > 0; position += read)
            {
                wasCut = true;
            }
        }

        return length == bytes.Length ? bytes : bytes[..length];
    }
}
