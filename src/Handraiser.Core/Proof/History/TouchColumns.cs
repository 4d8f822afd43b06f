using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>Touches, sorted by lead and then by time; those of no known lead last.</summary>
public sealed class TouchColumns
{
    public required int Count { get; init; }

    public required TextColumn Id { get; init; }

    /// <summary>Row of the lead, or <see cref="Unknown.Row"/>.</summary>
    public required int[] Lead { get; init; }

    /// <summary>First touch of each lead; one entry more than leads, so that a lead's touches end where the
    /// next one's begin.
    /// </summary>
    public required int[] FirstOfLead { get; init; }

    /// <summary>When it happened, as the record claims.</summary>
    public required long[] At { get; init; }

    /// <summary>When the record was made, by the system that keeps it.</summary>
    public required long[] LoggedAt { get; init; }

    /// <summary>The record carries a date without time of day, so it can't be a response time.</summary>
    public required bool[] DateOnly { get; init; }

    public required Grade[] Grade { get; init; }

    public required Origin[] Origin { get; init; }

    /// <summary>The buyer came to us: a reply, an inbound call.</summary>
    public required bool[] Inbound { get; init; }

    public required Channel[] Channel { get; init; }

    /// <summary>Seconds that a call or meeting lasted; may be zero or absurd, as recorded; <see
    /// cref="Unknown.Seconds"/>.</summary>
    public required int[] Lasted { get; init; }

    public required CodeColumn Owner { get; init; }

    /// <summary>The record's own word for what it is ("Call", "Email sent", "Demo").</summary>
    public required CodeColumn Type { get; init; }
}

/// <summary>The way a touch took. An open is a loaded image and not a person.</summary>
public enum Channel : byte { Other, Call, Mail, Message, Meeting, Chat, Open, Click, Note }
