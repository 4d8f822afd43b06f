using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>What happened, in order. Two runs of one seed have the same hash; the last lines tell the story of a failure.</summary>
internal sealed class Trace
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly List<string> lines = [];

    public bool IsKept { get; set; }

    public IReadOnlyList<string> Lines => lines;

    public void Say(Instant at, string who, string what)
    {
        var line = $"{at:uuuu-MM-dd HH:mm:ss.ffffff} {who,-9} {what}";
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        if (IsKept) lines.Add(line);
    }

    public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash())[..16];
}
