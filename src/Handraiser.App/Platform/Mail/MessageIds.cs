using System.Security.Cryptography;
using System.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>
/// The Message-ID of a mail follows from its idempotency key alone: whoever sends the same mail again, on any node
/// and after any crash, gives it the same id, so that a second copy can be recognised as one.
/// </summary>
internal static class MessageIds
{
    /// <exception cref="ArgumentException">The domain is not a host name.</exception>
    public static string For(string key, string domain)
    {
        var host = Mailbox.AsciiDomain(domain)
            ?? throw new ArgumentException("A Message-ID needs a host name after its @.", nameof(domain));
        return $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..40]}@{host}>";
    }
}
