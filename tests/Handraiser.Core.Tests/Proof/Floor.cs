using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

/// <summary>Small histories: leads that all ask at the same Monday morning, and touches so many minutes later.</summary>
internal sealed class Floor
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 8, 0);
    readonly HistoryBuilder builder = new();
    int touches;

    public Instant Until { get; init; } = Start + Duration.FromDays(120);

    public OpeningHours Hours { get; init; } = OpeningHours.Always;

    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public static Instant At(double minutes) => Start + Duration.FromMinutes(minutes);

    public Floor Lead(string id, Func<LeadEntry, LeadEntry>? with = null)
    {
        var entry = new LeadEntry(id, Start);
        builder.AddLead(with is null ? entry : with(entry));
        return this;
    }

    /// <summary>Leads that were each attempted once after so many minutes, or never.</summary>
    public Floor Waited(params double?[] minutes)
    {
        foreach (var wait in minutes)
        {
            var id = $"w{touches++}";
            Lead(id);
            if (wait is { } known) Touch(id, known);
        }
        return this;
    }

    public Floor Touch(string? lead, double minutes, Grade grade = Grade.Attempt, bool inbound = false,
        Channel channel = Channel.Call, bool dateOnly = false, string? type = null)
    {
        var at = dateOnly ? Start - Duration.FromHours(8) + Duration.FromDays((int)minutes) : At(minutes);
        builder.AddTouch(new TouchEntry(lead, at, grade)
        {
            Id = $"t{touches++}", Inbound = inbound, Channel = channel, DateOnly = dateOnly, Type = type,
        });
        return this;
    }

    public History Build() => builder.Build(Zone, Hours, Until);

    public Handraiser.Core.Proof.Answers Answers(bool[]? leftOut = null) =>
        Handraiser.Core.Proof.Answers.Of(Build(), leftOut);

    /// <summary>Monday to Friday, 09:00 to 17:00 in UTC.</summary>
    public static OpeningHours OfficeHours { get; } = new(DateTimeZone.Utc, Enumerable.Range(1, 5)
        .Select(day => new Shift((IsoDayOfWeek)day, new LocalTime(9, 0), new LocalTime(17, 0))));
}

/// <summary>Any history of a few leads, as entries, so that a law can shuffle them or add to them.</summary>
internal sealed record AnyFloor(LeadEntry[] Leads, TouchEntry[] Touches)
{
    static readonly Channel[] Channels = Enum.GetValues<Channel>();
    static readonly string?[] Words = [null, "Web", "Chat", "Fair"];

    public static Arbitrary<AnyFloor> Any { get; } = (
        from leads in Gen.Choose(0, 1_000_000).ListOf()
        from touches in Gen.Choose(0, 2_000_000_000).ListOf()
        select new AnyFloor([.. leads.Select(Lead)], [.. touches.Select((seed, i) => Touch(seed, i, leads.Count))]))
        .ToArbitrary();

    public History Build(OpeningHours? hours = null)
    {
        var builder = new HistoryBuilder();
        foreach (var lead in Leads) builder.AddLead(lead);
        foreach (var touch in Touches) builder.AddTouch(touch);
        return builder.Build(DateTimeZone.Utc, hours ?? Floor.OfficeHours, Floor.Start + Duration.FromDays(100));
    }

    public AnyFloor Reversed() => new([.. Leads.Reverse()], [.. Touches.Reverse()]);

    public AnyFloor WithMachine() => this with
    {
        Touches = [.. Touches, .. Leads.Select(lead => new TouchEntry(lead.Id, lead.RaisedAt, Grade.Automated))],
    };

    static LeadEntry Lead(int seed, int place) => new($"lead{place}", Floor.At(seed % 20_000))
    {
        DateOnly = seed % 17 == 0, Source = Words[seed % 4], Kind = Words[seed / 7 % 4], Owner = Words[seed / 11 % 4],
        ContactedAt = seed % 5 == 0 ? Floor.At(seed % 31_000) : null,
        QualifiedAt = seed % 7 == 0 ? Floor.At(seed % 200_000) : null,
        WonAt = seed % 23 == 0 ? Floor.At(seed % 150_000) : null,
        Ending = seed % 3 == 0 ? Ending.Disqualified : seed % 19 == 0 ? Ending.Merged : Ending.Open,
        EndedAt = seed % 3 == 0 ? Floor.At((seed % 20_000) + (seed % 5_000)) : null,
    };

    // No two touches at one instant: which of them was first would depend on the order in which they came.
    static TouchEntry Touch(int seed, int place, int leads) => new(
        leads == 0 ? null : $"lead{seed % (leads + 1)}", Floor.At((seed / 8 % 24_000) + (place / 10_000.0)),
        (Grade)(seed / 3 % 5))
    {
        Id = $"t{place}", Channel = Channels[seed / 5 % Channels.Length], Inbound = seed % 4 == 0,
        DateOnly = seed % 13 == 0, Type = Words[seed / 9 % 4],
    };
}
