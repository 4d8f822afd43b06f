namespace Handraiser.App.Features.Leads;

/// <summary>Addresses that open a telephone or a mail program. What people typed cannot become anything else.</summary>
internal static class ContactLinks
{
    public static string Phone(string phone) =>
        "tel:" + (phone.StartsWith('+') ? "+" : "") + new string([.. phone.Where(char.IsAsciiDigit)]);

    public static string Mail(string email) =>
        "mailto:" + Uri.EscapeDataString(email).Replace("%40", "@", StringComparison.Ordinal)
            .Replace("%2B", "+", StringComparison.Ordinal);
}
