using Handraiser.Core.Proof;
using Handraiser.Core.Touches;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>By what the activities found their leads.</summary>
public sealed record Joins(long ById, long ByEmail, long ByPhone, long ByName, long Orphans);

/// <summary>The activities as columns, unsorted, before they are put in the order of their leads.</summary>
internal sealed class TouchTable
{
    public required List<ParsedFile> Files { get; init; }
    public required int[] Lead { get; set; }
    public required long[] At { get; set; }
    public required long[] LoggedAt { get; set; }
    public required bool[] DateOnly { get; set; }
    public required int[] Lasted { get; set; }
    public required CodeColumn Owner { get; set; }
    public required CodeColumn Type { get; set; }
    public required ActivityMeaning[] Meanings { get; init; }

    /// <summary>For each row the place of its meaning, or -1 for a row that is no touch.</summary>
    public required int[] Meaning { get; init; }

    public required Grade?[] ToldGrade { get; init; }
    public required Origin[] Origin { get; init; }
    public required Joins Joins { get; init; }

    /// <summary>The sorted touches of the rows that are touches.</summary>
    public TouchColumns Sort(int leads)
    {
        int[] rows = Meaning.Contains(-1) ? [.. Enumerable.Range(0, Lead.Length).Where(row => Meaning[row] >= 0)] : [];
        var all = rows.Length == 0 && !Meaning.Contains(-1);
        var order = all ? TouchOrder.Of(Lead, At, leads) : TouchOrder.Of(TableColumns.Take(Lead, rows), TableColumns.Take(At, rows), leads);
        var places = all ? order.Rows : TableColumns.Take(rows, order.Rows);
        var (grades, origins, inbound, channels) = (new Grade[places.Length], new Origin[places.Length], new bool[places.Length],
            new Channel[places.Length]);
        var id = TextColumn.Of([]);
        // Each column gives way to its sorted self, so that no two of all of them stand side by side.
        Parallel.Invoke(
            () =>
            {
                Lead = TableColumns.Take(Lead, places);
                At = TableColumns.Take(At, places);
                Owner = TableColumns.Take(Owner, places);
                Type = TableColumns.Take(Type, places);
            },
            () =>
            {
                LoggedAt = TableColumns.Take(LoggedAt, places);
                DateOnly = TableColumns.Take(DateOnly, places);
            },
            () =>
            {
                id = Files.Exists(file => file.Has("id")) ? TableColumns.Take(TableColumns.Texts(Files, "id"), places)
                    : new TextColumn([], new int[places.Length]);
                Files.Clear();
            },
            () =>
            {
                for (var i = 0; i < places.Length; i++)
                {
                    var (row, meaning) = (places[i], Meanings[Meaning[places[i]]]);
                    grades[i] = (ToldGrade.Length == 0 ? null : ToldGrade[row]) ?? ActivityWords.GradeOf(meaning, Lasted[row]);
                    origins[i] = Origin.Length == 0 ? Core.Touches.Origin.Reported : Origin[row];
                    (inbound[i], channels[i]) = (meaning.Inbound ?? false, meaning.Channel ?? Channel.Other);
                }
            });
        Lasted = TableColumns.Take(Lasted, places);
        return new()
        {
            Count = places.Length, Id = id, Lead = Lead, FirstOfLead = order.FirstOfLead, At = At, LoggedAt = LoggedAt, DateOnly = DateOnly,
            Grade = grades, Origin = origins, Inbound = inbound, Channel = channels, Lasted = Lasted, Owner = Owner, Type = Type,
        };
    }
}
