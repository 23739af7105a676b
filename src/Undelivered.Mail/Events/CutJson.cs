using System.Text.Json;

namespace Undelivered.Mail.Events;

/// <summary>Closes JSON that was cut off, as the beginning of an input is: what was whole stays.</summary>
internal static class CutJson
{
    public static byte[] Close(ReadOnlySpan<byte> cut)
    {
        var reader = new Utf8JsonReader(cut, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = JsonElements.MaxDepth }));
        var open = new Stack<byte>();
        long whole = 0;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open.Push((byte)'}');
                        break;
                    case JsonTokenType.StartArray:
                        open.Push((byte)']');
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        continue;
                }

                whole = reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            // Broken from here on.
        }

        return [.. cut[..(int)whole], .. open];
    }
}
