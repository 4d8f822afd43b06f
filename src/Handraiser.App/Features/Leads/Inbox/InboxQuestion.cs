using System.Globalization;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Leads.Inbox;

/// <summary>Which leads somebody wants to see, as the address of the page says it.</summary>
public sealed record InboxQuestion(string View, string? Text, string? Kind, InboxPlace? Before)
{
    public const string Mine = "mine", Team = "team", All = "all", Held = "held", Late = "late", Closed = "closed";

    const int MostLetters = 100;

    static readonly System.Buffers.SearchValues<char> Punctuation = System.Buffers.SearchValues.Create("+-/(). ");

    public static IReadOnlyList<(string View, string Label)> Views { get; } =
        [(Mine, "Mine and free"), (Team, "Team"), (All, "All"), (Held, "To look at"), (Late, "Late"),
            (Closed, "Closed")];

    /// <summary>What is not understood is left out: an old bookmark still shows something.</summary>
    public static InboxQuestion Of(string? view, string? q, string? kind, string? before) => new(
        Views.Any(known => known.View == view) ? view! : Mine,
        string.IsNullOrWhiteSpace(q) ? null : q.Trim()[..Math.Min(q.Trim().Length, MostLetters)],
        RequestKinds.Parse(kind)?.Text(), InboxPlace.Parse(before));

    public bool IsNarrowed => Text is not null || Kind is not null;

    /// <summary>The text as a pattern for LIKE, in which its own signs mean only themselves.</summary>
    public string? Pattern => Text is null ? null : "%" + Text.ToLowerInvariant()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";

    /// <summary>
    /// A pattern of digits where the text is a phone number, however it is written; the leading zero is the trunk's.
    /// </summary>
    public string? PhonePattern
    {
        get
        {
            if (Text is null || Text.Any(c => !char.IsAsciiDigit(c) && !Punctuation.Contains(c))) return null;
            var digits = new string([.. Text.Where(char.IsAsciiDigit)]).TrimStart('0');
            return digits.Length < 4 ? null : $"%{digits}%";
        }
    }

    public string Path(string page = "/inbox", string? view = null, InboxPlace? before = null)
    {
        var parts = new List<string>();
        if ((view ?? View) is not Mine and var shown) parts.Add("view=" + shown);
        if (Text is not null) parts.Add("q=" + Uri.EscapeDataString(Text));
        if (Kind is not null) parts.Add("kind=" + Kind);
        if (before is not null) parts.Add("before=" + before);
        return parts.Count == 0 ? page : $"{page}?{string.Join('&', parts)}";
    }
}

/// <summary>A place in the order of urgency: how urgent, then what orders within, then which lead.</summary>
public sealed record InboxPlace(long Rank, long Sort, string Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{Sort}.{Id}");

    public static InboxPlace? Parse(string? text) =>
        text?.Split('.') is [var rank, var sort, { Length: > 0 and <= 40 } id]
        && long.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
        && long.TryParse(sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var s) ? new(r, s, id)
            : null;
}
