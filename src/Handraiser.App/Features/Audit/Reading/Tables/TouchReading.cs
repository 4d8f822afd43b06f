using System.Runtime.CompilerServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Reads the activities and joins them to their leads.</summary>
internal static class TouchReading
{
    static readonly (string Field, KeyKind Kind)[] LinkFields =
        [("lead", KeyKind.Id), ("email", KeyKind.Email), ("phone", KeyKind.Phone), ("name", KeyKind.Name)];

    [MethodImpl(RowLoop.Fast)]
    public static TouchTable Read(FileReading reading, ReadingState state, IReadOnlyList<string> paths, LeadTable leads)
    {
        var (files, times) = reading.Read(TableKind.Activities, paths, leads.Keys, mapping => Plan(mapping, leads.Keys));
        foreach (var dateless in state.Mappings.Where(one => one.Table == TableKind.Activities && !one.Has("at")))
        {
            state.Problems.Add($"{dateless.File} has no column that says when an activity happened. Name it with --map: "
                + $"activities: {{ columns: {{ at: NAME }} }}. Its columns are {string.Join(", ", dateless.Header.Take(30))}.");
        }
        var (at, dateOnly) = TableColumns.Times(files, times, "at");
        var logged = TableColumns.Times(files, times, "logged").At;
        var lead = Link(files, leads, at, out var joins);
        var (meanings, meaning, type) = MeaningsOf(files, state);
        var late = new List<(int, string)>();
        for (var row = 0; row < at.Length; row++)
        {
            var reason = at[row] == Unknown.Time ? Reasons.NoDate
                : meanings[meaning[row]].Result == Result.NotDone ? Reasons.Planned : null;
            if (reason is null) continue;
            meaning[row] = -1;
            late.Add((row, reason));
        }
        state.Reject("activities", files, late);
        SameDay(files, times, at, logged);
        var (grades, origins) = Told(files, at.Length);
        return new()
        {
            Files = files, Lead = lead, At = at, LoggedAt = logged, DateOnly = dateOnly, Lasted = Lasted(files, times, at),
            Owner = TableColumns.Words(files, "owner"), Type = type, Meanings = meanings, Meaning = meaning, ToldGrade = grades, Origin = origins,
            Joins = joins,
        };
    }

    /// <summary>A record that was made on the day of its touch, nobody knows when, is taken to be no later than it.</summary>
    [MethodImpl(RowLoop.Fast)]
    static void SameDay(List<ParsedFile> files, List<Dictionary<string, ResolvedTimes>> times, long[] at, long[] logged)
    {
        const long hour = 3_600_000_000;
        var dated = TableColumns.Times(files, times, "logged").DateOnly;
        for (var row = 0; row < at.Length; row++)
        {
            if (!dated[row] || logged[row] == Unknown.Time || at[row] == Unknown.Time) continue;
            if (at[row] - logged[row] is >= -hour and < 24 * hour) logged[row] = at[row];
        }
    }

    static List<ColumnPlan> Plan(ColumnMapping mapping, IReadOnlyList<KeyIndex> keys)
    {
        var plan = new List<ColumnPlan>();
        if (mapping.Has("at")) plan.Add(FileReading.Needed(mapping, "at"));
        foreach (var (field, kind) in LinkFields)
        {
            var index = keys.FirstOrDefault(one => one.Kind == kind);
            if (mapping.Has(field) && index is not null) plan.Add(new(field, mapping[field], rows => new KeyPart(rows, index)));
        }
        plan.AddRange(FileReading.Times(mapping, "logged", "ended"));
        plan.AddRange(FileReading.Texts(mapping, "id"));
        plan.AddRange(FileReading.Words(mapping, "owner", "type", "direction", "outcome", "grade", "origin"));
        if (mapping["done"] != mapping["outcome"]) plan.AddRange(FileReading.Words(mapping, "done"));
        if (!mapping.Has("type") && mapping.Has("subject")) plan.Add(new("subject", mapping["subject"], rows => new WordPart(rows, 5_000)));
        if (mapping.Has("lasted"))
        {
            var unit = KnownExport.UnitOf(mapping.System, mapping.Header[mapping["lasted"]]);
            plan.Add(new("lasted", mapping["lasted"], rows => new LengthPart(rows, unit)));
        }
        return plan;
    }

    [MethodImpl(RowLoop.Fast)]
    static int[] Link(List<ParsedFile> files, LeadTable leads, long[] at, out Joins joins)
    {
        var found = LinkFields.Select((link, i) => i > 0 && !files.Any(file => file.Has(link.Field)) ? []
            : TableColumns.Values(files, file => file.Parts<KeyPart>(link.Field).Select(part => part.Leads), -1)).ToArray();
        var counts = new long[LinkFields.Length + 1];
        var lead = found[0];
        for (var row = 0; row < lead.Length; row++)
        {
            var by = 0;
            while (by < found.Length && (found[by].Length == 0 || found[by][row] < 0)) by++;
            counts[by]++;
            if (by == found.Length || by == 0) continue;
            var index = leads.Keys.First(one => one.Kind == LinkFields[by].Kind);
            lead[row] = Nearest(index, found[by][row], leads.Columns.RaisedAt, at[row]);
        }
        joins = new Joins(counts[0], counts[1], counts[2], counts[3], counts[4]);
        return lead;
    }

    /// <summary>Of leads that share an address or number the last that was raised by then.</summary>
    static int Nearest(KeyIndex index, int first, long[] raised, long at)
    {
        var nearest = first;
        for (var lead = index.After(first); lead >= 0; lead = index.After(lead))
        {
            if (raised[lead] <= at && (raised[lead] > raised[nearest] || raised[nearest] > at)) nearest = lead;
        }
        return nearest;
    }

    /// <summary>What the words of each row mean, as places in a list of the few meanings that there are.</summary>
    [MethodImpl(RowLoop.Fast)]
    static (ActivityMeaning[] Meanings, int[] Meaning, CodeColumn Type) MeaningsOf(List<ParsedFile> files, ReadingState state)
    {
        var told = state.Map.Activities.Words;
        var (words, maps) = (new List<CodeColumn>(), new List<ActivityMeaning[]>());
        foreach (var field in new[] { "done", "outcome", "type", "direction", "subject" })
        {
            var column = files.Any(file => file.Has(field)) ? TableColumns.Words(files, field) : CodeColumn.Empty(0);
            var meanings = column.Words.Select(word => Meant(field, word, told.GetValueOrDefault(field))).ToArray();
            (words, maps) = ([.. words, column], [.. maps, meanings]);
            if (field is "outcome" or "type") Unknowns(state, field, column, meanings);
        }
        var sums = new MeaningSums(words, maps);
        var meaning = new int[files.Sum(file => file.Rows)];
        var first = 0;
        foreach (var (file, mapping) in files.Zip(state.Mappings.Where(one => one.Table == TableKind.Activities)))
        {
            sums.Write(meaning, first, file.Rows, new(UsualChannel(mapping), null, Result.Unsaid));
            first += file.Rows;
        }
        var rows = meaning.Length;
        return ([.. sums.All], meaning, words[2].Words.Count > 0 ? words[2] : words[4].Codes.Length == rows ? words[4] : CodeColumn.Empty(rows));
    }

    /// <summary>A direction says nothing of the channel, and a subject nothing of what became of it.</summary>
    static ActivityMeaning Meant(string field, string word, IReadOnlyDictionary<string, string>? told)
    {
        var meaning = ActivityWords.Of(word, told);
        return field switch
        {
            "done" => new(null, null, meaning.Result == Result.NotDone || IsNo(word) ? Result.NotDone : Result.Unsaid),
            "direction" => new(null, meaning.Inbound, Result.Unsaid),
            "outcome" => new(null, meaning.Inbound, meaning.Result),
            "subject" => new(meaning.Channel is Channel.Note ? null : meaning.Channel, null, Result.Unsaid),
            _ => meaning,
        };
    }

    static bool IsNo(string word) => HeaderName.Plain(word) is "no" or "false" or "0" or "non" or "nei" or "nein";

    [MethodImpl(RowLoop.Fast)]
    static void Unknowns(ReadingState state, string field, CodeColumn column, ActivityMeaning[] meanings)
    {
        var counts = new long[meanings.Length];
        foreach (var code in column.Codes)
        {
            if (code >= 0) counts[code]++;
        }
        for (var code = 0; code < counts.Length; code++)
        {
            var understood = field == "type" ? meanings[code].Says : meanings[code].Result != Result.Unsaid || Plainly(column.Words[code]);
            if (!understood) state.Unknown.Add(new UnknownWord("activities", field, column.Words[code], counts[code]));
        }
    }

    static bool Plainly(string word) => HeaderName.Plain(word) is "completed" or "done" or "true" or "yes" or "termine" or "ferdig" or "erledigt";

    static Channel? UsualChannel(ColumnMapping mapping)
    {
        if (mapping.Has("type") && mapping.System is not null) return null;
        var names = string.Join(' ', mapping.Header.Select(HeaderName.Of).Where(name => !name.Contains("involved", StringComparison.Ordinal)));
        if (names.Contains("callstart", StringComparison.Ordinal) || names.Contains("appel", StringComparison.Ordinal)
            || names.Contains("callduration", StringComparison.Ordinal) || names.Contains("callowner", StringComparison.Ordinal)) return Channel.Call;
        return names.Contains("eventowner", StringComparison.Ordinal) || names.Contains("meeting", StringComparison.Ordinal) ? Channel.Meeting : null;
    }

    [MethodImpl(RowLoop.Fast)]
    static int[] Lasted(List<ParsedFile> files, List<Dictionary<string, ResolvedTimes>> times, long[] at)
    {
        var lasted = TableColumns.Values(files, file => file.Parts<LengthPart>("lasted").Select(part => part.Seconds), Unknown.Seconds);
        if (files.All(file => !file.Has("ended"))) return lasted;
        var ended = TableColumns.Times(files, times, "ended").At;
        for (var row = 0; row < lasted.Length; row++)
        {
            if (lasted[row] != Unknown.Seconds || ended[row] == Unknown.Time || at[row] == Unknown.Time) continue;
            var seconds = (int)Math.Clamp((ended[row] - at[row]) / 1_000_000, int.MinValue, int.MaxValue);
            lasted[row] = seconds == Unknown.Seconds ? -2 : seconds;
        }
        return lasted;
    }

    static (Grade?[], Origin[]) Told(List<ParsedFile> files, int rows)
    {
        var (grade, origin) = (TableColumns.Words(files, "grade"), TableColumns.Words(files, "origin"));
        var grades = grade.Words.Select(TouchWords.ParseGrade).ToArray();
        var origins = origin.Words.Select(word => TouchWords.ParseOrigin(word) ?? Origin.Reported).ToArray();
        return (grades.Length == 0 ? [] : [.. Enumerable.Range(0, rows).Select(row => grade.Codes[row] < 0 ? null : grades[grade.Codes[row]])],
            origins.Length == 0 ? [] : [.. Enumerable.Range(0, rows).Select(row => origin.Codes[row] < 0
                ? Origin.Reported : origins[origin.Codes[row]])]);
    }
}
