using Microsoft.AspNetCore.Identity;

namespace Handraiser.App.Features.Workspaces.SigningIn;

/// <summary>What makes a password, and how it is kept: length counts, composition does not, and the best-known are
/// refused.</summary>
internal static class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 200;

    static readonly PasswordHasher<string> Hasher = new();

    /// <summary>The hash of nothing anybody can type: it costs as much to compare as a real one.</summary>
    public static string Nobody { get; } = HashOf("\0nobody\0");

    public static string HashOf(string password) => Hasher.HashPassword("", password);

    public static bool Matches(string? hash, string password) => hash is not null && password.Length <= Longest
        && Hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Why a password cannot be taken; null when it can.</summary>
    /// <param name="personal">What is known of whose it is: a password that is nothing else is no secret.</param>
    public static string? Fault(string? password, params ReadOnlySpan<string?> personal)
    {
        if (string.IsNullOrEmpty(password)
            || password.Length < Shortest) return $"Use at least {Shortest} characters. A few words are best.";
        if (password.Length > Longest) return $"Use at most {Longest} characters.";
        if (CommonPasswords.Contains(
            password)) return "This is one of the first passwords that anybody would try. Choose another.";
        foreach (var known in personal)
        {
            if (password.Equals(known,
                StringComparison.OrdinalIgnoreCase)) return "This is known to everybody who knows you. Choose another.";
        }
        return null;
    }
}
