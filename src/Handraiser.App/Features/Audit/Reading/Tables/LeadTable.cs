using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>The leads as columns, and the ways to find one.</summary>
internal sealed record LeadTable(LeadColumns Columns, IReadOnlyList<KeyIndex> Keys)
{
    static readonly string[] WordFields = ["owner", "team", "source", "kind", "campaign", "country", "status", "converted"];
    static readonly string[] TimeFields = ["logged", "contacted", "qualified", "met", "handed-over", "accepted", "won", "ended"];

    static readonly (string Field, KeyKind Kind)[] OtherKeys = [("email", KeyKind.Email), ("phone", KeyKind.Phone), ("name", KeyKind.Name)];

    [MethodImpl(RowLoop.Fast)]
    public static LeadTable Read(FileReading reading, ReadingState state, IReadOnlyList<string> paths)
    {
        var (files, times) = reading.Read(TableKind.Leads, paths, [], Plan);
        if (files.Count > 0 && state.Mappings.Where(one => one.Table == TableKind.Leads).FirstOrDefault(one => !one.Has("raised")) is { } dateless)
        {
            state.Problems.Add($"{dateless.File} has no column that says when a lead came. Name it with --map: leads: "
                + $"{{ columns: {{ raised: NAME }} }}. "
                + $"Its columns are {string.Join(", ", dateless.Header.Take(30))}.");
        }
        var (raised, dateOnly) = TableColumns.Times(files, times, "raised");
        var ids = Ids(files);
        var rows = Kept(files, ids, state, out var index);
        var emails = TableColumns.TakeSome(TableColumns.Texts(files, "email"), rows);
        var keys = new List<KeyIndex> { index };
        var domains = CodeColumn.Empty(0);
        Parallel.Invoke(() => domains = Domains(emails), () =>
        {
            foreach (var (field, kind) in OtherKeys.Where(key => files.Any(file => file.Has(key.Field))))
            {
                keys.Add(Index(kind, kind == KeyKind.Email ? emails : TableColumns.TakeSome(TableColumns.Texts(files, field), rows)));
            }
        });
        var columns = Build(files, times, state, rows, raised, dateOnly, TableColumns.TakeSome(ids, rows), domains);
        foreach (var key in keys.Skip(1))
        {
            var (field, _) = OtherKeys.First(one => one.Kind == key.Kind);
            state.Note($"duplicate-{field}s", "leads", field, key.Shared, key.SharedExample ?? "");
        }
        return new LeadTable(columns, keys);
    }

    static IEnumerable<ColumnPlan> Plan(ColumnMapping mapping)
    {
        var plan = new List<ColumnPlan>();
        if (mapping.Has("raised")) plan.Add(FileReading.Needed(mapping, "raised"));
        plan.AddRange(FileReading.Times(mapping, TimeFields));
        plan.AddRange(FileReading.Texts(mapping, "id", "email", "phone", "name"));
        plan.AddRange(FileReading.Words(mapping, WordFields));
        if (mapping.Has("employees")) plan.Add(new("employees", mapping["employees"], rows => new NumberPart(rows)));
        var used = plan.Select(one => one.Column).ToHashSet();
        foreach (var personal in new[] { "first-name", "last-name" }) used.Add(mapping[personal]);
        for (var column = 0; column < mapping.Header.Count; column++)
        {
            var sample = mapping.Sample(column);
            if (used.Contains(column) || sample.Values.Count == 0 || sample.Dates > 0.5 || sample.Longest > 60) continue;
            var name = "trait " + mapping.Header[column];
            if (sample.Numbers > 0.95 && sample.Distinct * sample.Values.Count > 12) plan.Add(new(name, column, rows => new NumberPart(rows)));
            else if (sample.Distinct < 0.5 || sample.Values.Count < 20) plan.Add(new(name, column, rows =>
                new WordPart(rows, FileReading.MostTraitWords)));
        }
        return plan;
    }

    static TextColumn Ids(List<ParsedFile> files)
    {
        if (files.All(file => file.Has("id"))) return TableColumns.Texts(files, "id");
        // Without ids a lead is known by its place in the export.
        return TextColumn.Of(Enumerable.Range(1, files.Sum(file => file.Rows)).Select(row => row.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Rows that are leads: of those that share an id the first.</summary>
    [MethodImpl(RowLoop.Fast)]
    static int[] Kept(List<ParsedFile> files, TextColumn ids, ReadingState state, out KeyIndex index)
    {
        index = new KeyIndex(KeyKind.Id, ids.Count);
        var late = new List<(int, string)>();
        var kept = new List<int>(ids.Count);
        var scratch = new byte[256];
        var seen = new KeyIndex(KeyKind.Id, ids.Count);
        for (var row = 0; row < ids.Count; row++)
        {
            if (seen.Find(ids.Bytes(row), scratch) >= 0) late.Add((row, Reasons.SameId));
            else
            {
                seen.Add(ids.Bytes(row), scratch);
                kept.Add(row);
            }
        }
        index = seen;
        state.Reject("leads", files, late);
        var same = late.Where(one => one.Item2 == Reasons.SameId).ToList();
        if (same.Count > 0) state.Note("duplicate-lead-ids", "leads", "id", same.Count, Encoding.UTF8.GetString(ids.Bytes(same[0].Item1)));
        return [.. kept];
    }

    [MethodImpl(RowLoop.Fast)]
    static KeyIndex Index(KeyKind kind, TextColumn texts)
    {
        var index = new KeyIndex(kind, texts.Count);
        var scratch = new byte[256];
        for (var row = 0; row < texts.Count; row++) index.Add(texts.Bytes(row), scratch);
        return index;
    }

    static LeadColumns Build(List<ParsedFile> files, List<Dictionary<string, ResolvedTimes>> times, ReadingState state, int[] rows,
        long[] raised, bool[] dateOnly, TextColumn ids, CodeColumn domains)
    {
        long[] Times(string field) => TableColumns.TakeSome(TableColumns.Times(files, times, field).At, rows);
        CodeColumn Words(string field) => TableColumns.TakeSome(TableColumns.Words(files, field), rows);
        var (status, converted) = (Words("status"), Words("converted"));
        var columns = new LeadColumns
        {
            Count = rows.Length, Id = ids, RaisedAt = TableColumns.TakeSome(raised, rows), DateOnly = TableColumns.TakeSome(dateOnly, rows),
            LoggedAt = Times("logged"), Owner = Words("owner"), Team = Words("team"), Source = Words("source"), Kind = Words("kind"),
            Campaign = Words("campaign"), Country = Words("country"),
            Domain = domains,
            Employees = TableColumns.TakeSome(TableColumns.Numbers(files, "employees", state.Map.DecimalComma), rows),
            ContactedAt = Times("contacted"), QualifiedAt = Times("qualified"), MetAt = Times("met"), HandedOverAt = Times("handed-over"),
            AcceptedAt = Times("accepted"), WonAt = Times("won"), EndedAt = Times("ended"),
            Ending = new Ending[rows.Length], Reached = new Reached[rows.Length], Traits = Traits(files, rows, state),
        };
        for (var row = 0; row < rows.Length; row++)
        {
            if (columns.LoggedAt[row] == Unknown.Time) columns.LoggedAt[row] = columns.RaisedAt[row];
        }
        WriteOutcomes(columns, status, converted, state);
        return columns;
    }

    [MethodImpl(RowLoop.Fast)]
    static void WriteOutcomes(LeadColumns leads, CodeColumn status, CodeColumn converted, ReadingState state)
    {
        var told = state.Map.Leads.Words.GetValueOrDefault("status");
        var meanings = status.Words.Select(word => OutcomeWords.OfLead(word, told)).ToArray();
        var yes = converted.Words.Select(OutcomeWords.IsYes).ToArray();
        var unknown = new long[meanings.Length];
        for (var row = 0; row < leads.Count; row++)
        {
            var reached = Reached.None;
            if (status.Codes[row] is >= 0 and var code)
            {
                if (meanings[code] is { } meaning) (leads.Ending[row], reached) = meaning;
                else unknown[code]++;
            }
            if (converted.Codes[row] is >= 0 and var flag && yes[flag]) reached |= Reached.Qualified;
            if (leads.ContactedAt[row] != Unknown.Time) reached |= Reached.Contacted;
            if (leads.QualifiedAt[row] != Unknown.Time) reached |= Reached.Qualified;
            if (leads.MetAt[row] != Unknown.Time) reached |= Reached.Met;
            if (leads.HandedOverAt[row] != Unknown.Time) reached |= Reached.HandedOver;
            if (leads.WonAt[row] != Unknown.Time) (reached, leads.Ending[row]) = (reached | Reached.Won, Ending.Won);
            leads.Reached[row] = DealOutcome.Implied(reached);
        }
        for (var code = 0; code < unknown.Length; code++)
        {
            if (unknown[code] > 0) state.Unknown.Add(new UnknownWord("leads", "status", status.Words[code], unknown[code]));
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static CodeColumn Domains(TextColumn emails)
    {
        var (vocabulary, codes) = (new ByteVocabulary(), new int[emails.Count]);
        Span<byte> lower = stackalloc byte[256];
        for (var row = 0; row < codes.Length; row++)
        {
            var email = emails.Bytes(row);
            var sign = email.LastIndexOf((byte)'@');
            var domain = sign < 0 || email.Length - sign > 255 ? [] : email[(sign + 1)..].TrimEnd("> "u8);
            for (var i = 0; i < domain.Length; i++) lower[i] = domain[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(domain[i] | 32) : domain[i];
            codes[row] = domain.IsEmpty ? Unknown.Code : vocabulary.CodeOf(lower[..domain.Length]);
        }
        return new CodeColumn(vocabulary.Words, codes);
    }

    static List<Trait> Traits(List<ParsedFile> files, int[] rows, ReadingState state)
    {
        var traits = new List<Trait>();
        foreach (var name in files.SelectMany(file => file.Plan).Select(one => one.Field)
            .Where(field => field.StartsWith("trait ", StringComparison.Ordinal)).Distinct().ToList())
        {
            if (files.Any(file => file.Parts<NumberPart>(name).Any()))
            {
                traits.Add(new Trait(name[6..], null, TableColumns.TakeSome(TableColumns.Numbers(files, name, state.Map.DecimalComma), rows)));
                continue;
            }
            var words = TableColumns.Words(files, name);
            if (words.Words.Count is 0 or > FileReading.MostTraitWords) continue;
            traits.Add(new Trait(name[6..], TableColumns.TakeSome(words, rows), null));
        }
        return traits;
    }
}
