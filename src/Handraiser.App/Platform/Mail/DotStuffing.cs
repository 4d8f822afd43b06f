namespace Handraiser.App.Platform.Mail;

/// <summary>A line that begins with a dot travels with two, since a lone dot ends the mail (RFC 5321, 4.5.2).</summary>
internal static class DotStuffing
{
    public static ReadOnlyMemory<byte> Stuff(byte[] mail)
    {
        var stuffed = new List<byte>(mail.Length + 16);
        var atLineStart = true;
        foreach (var octet in mail)
        {
            if (atLineStart && octet == (byte)'.')
            {
                stuffed.Add(octet);
            }
            stuffed.Add(octet);
            atLineStart = octet == (byte)'\n';
        }
        return stuffed.ToArray();
    }
}
