using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Handraiser.Core.Identity;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Reads the deals and ties them to their leads: by id, by e-mail address, by the domain of one.</summary>
internal static class DealReading
{
    public static DealColumns Read(FileReading reading, ReadingState state, IReadOnlyList<string> paths, LeadTable leads)
    {
        var (files, times) = reading.Read(TableKind.Deals, paths, leads.Keys, mapping => Plan(mapping, leads.Keys));
        var rows = files.Sum(file => file.Rows);
        var (created, closed) = (TableColumns.Times(files, times, "created"), TableColumns.Times(files, times, "closed"));
        var states = States(TableColumns.Words(files, "state"), state);
        for (var row = 0; row < rows; row++)
        {
            // The closing date of an open deal is a hope.
            if (states[row] == DealState.Open) closed.At[row] = Unknown.Time;
        }
        var lead = new int[rows];
        var link = new Link[rows];
        Tie(files, leads, lead, link);
        var ids = files.Count > 0 && files.All(file => file.Has("id")) ? TableColumns.Texts(files, "id")
            : TextColumn.Of(Enumerable.Range(1, rows).Select(row => row.ToString(CultureInfo.InvariantCulture)));
        Notes(files, state, lead, rows);
        return new()
        {
            Count = rows, Id = ids, Lead = lead, Link = link, Owner = TableColumns.Words(files, "owner"), CreatedAt = created.At,
            ClosedAt = closed.At, State = states, Value = TableColumns.Numbers(files, "value", state.Map.DecimalComma),
            LossReason = TableColumns.Words(files, "loss-reason"),
        };
    }

    static List<ColumnPlan> Plan(ColumnMapping mapping, IReadOnlyList<KeyIndex> keys)
    {
        var plan = new List<ColumnPlan>();
        foreach (var (field, kind) in new[] { ("lead", KeyKind.Id), ("email", KeyKind.Email), ("phone", KeyKind.Phone) })
        {
            var index = keys.FirstOrDefault(one => one.Kind == kind);
            if (mapping.Has(field) && index is not null) plan.Add(new(field, mapping[field], rows => new KeyPart(rows, index)));
        }
        if (mapping.Has("email")) plan.Add(new("address", mapping["email"], rows => new TextPart(rows)));
        plan.AddRange(FileReading.Times(mapping, "created", "closed"));
        plan.AddRange(FileReading.Texts(mapping, "id"));
        plan.AddRange(FileReading.Words(mapping, "owner", "state", "loss-reason", "product", "company"));
        if (mapping.Has("value")) plan.Add(new("value", mapping["value"], rows => new NumberPart(rows)));
        return plan;
    }

    static DealState[] States(CodeColumn words, ReadingState state)
    {
        var told = state.Map.Deals.Words.GetValueOrDefault("state");
        var meanings = words.Words.Select(word => OutcomeWords.OfDeal(word, told)).ToArray();
        var unknown = new long[meanings.Length];
        var states = new DealState[words.Codes.Length];
        for (var row = 0; row < states.Length; row++)
        {
            if (words.Codes[row] is not (>= 0 and var code)) continue;
            if (meanings[code] is { } meaning) states[row] = meaning;
            else unknown[code]++;
        }
        for (var code = 0; code < unknown.Length; code++)
        {
            if (unknown[code] > 0) state.Unknown.Add(new UnknownWord("deals", "state", words.Words[code], unknown[code]));
        }
        return states;
    }

    [MethodImpl(RowLoop.Fast)]
    static void Tie(List<ParsedFile> files, LeadTable leads, int[] lead, Link[] link)
    {
        var byId = TableColumns.Values(files, file => file.Parts<KeyPart>("lead").Select(part => part.Leads), -1);
        var byEmail = TableColumns.Values(files, file => file.Parts<KeyPart>("email").Select(part => part.Leads), -1);
        var byPhone = TableColumns.Values(files, file => file.Parts<KeyPart>("phone").Select(part => part.Leads), -1);
        var addresses = TableColumns.Texts(files, "address");
        var byDomain = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < lead.Length; row++)
        {
            (lead[row], link[row]) = byId[row] >= 0 ? (byId[row], Link.Id) : byEmail[row] >= 0 ? (byEmail[row], Link.Email)
                : byPhone[row] >= 0 ? (byPhone[row], Link.Email) : (Unknown.Row, Link.None);
            if (lead[row] >= 0 || addresses.Bytes(row).LastIndexOf((byte)'@') is not (>= 0 and var sign)) continue;
            var domain = Encoding.UTF8.GetString(addresses.Bytes(row)[(sign + 1)..]).ToLowerInvariant();
            if (!byDomain.TryGetValue(domain, out var rows)) byDomain[domain] = rows = [];
            rows.Add(row);
        }
        foreach (var (domain, only) in OnlyLeadOfDomain(leads.Columns.Domain, byDomain))
        {
            foreach (var row in byDomain[domain]) (lead[row], link[row]) = (only, Link.Domain);
        }
    }

    /// <summary>A domain that several leads share says nothing of which of them bought.</summary>
    [MethodImpl(RowLoop.Fast)]
    static List<(string Domain, int Lead)> OnlyLeadOfDomain(CodeColumn domains, Dictionary<string, List<int>> wanted)
    {
        if (wanted.Count == 0) return [];
        var only = new int[domains.Words.Count];
        Array.Fill(only, -1);
        for (var row = 0; row < domains.Codes.Length; row++)
        {
            if (domains.Codes[row] is >= 0 and var code) only[code] = only[code] == -1 ? row : -2;
        }
        var free = MailProviders.FreeMailDomains.ToHashSet(StringComparer.Ordinal);
        var found = new List<(string, int)>();
        for (var code = 0; code < only.Length; code++)
        {
            if (only[code] < 0) continue;
            var word = domains.Words[code];
            if (wanted.ContainsKey(word) && !free.Contains(word)) found.Add((word, only[code]));
        }
        return found;
    }

    static void Notes(List<ParsedFile> files, ReadingState state, int[] lead, int rows)
    {
        state.Note("deals-without-lead", "deals", "lead", lead.Count(one => one < 0),
            files.Any(file => file.Has("lead")) ? "their leads are not in the export" : "no column ties them to a lead");
        var company = TableColumns.Words(files, "company");
        if (company.Words.Count > 0) state.Note("rows-without-account", "deals", "company", company.Codes.Count(code => code < 0), $"of {rows}");
        foreach (var field in new[] { "product", "owner", "state" }) NearWords.Note(state, "deals", field, TableColumns.Words(files, field));
        foreach (var one in files.SelectMany(file => file.Parts<NumberPart>("value")).SelectMany(part => part.Currencies).Distinct().Skip(1).Take(1))
        {
            state.Note("several-currencies", "deals", "value", 2, one);
        }
    }
}

/// <summary>Words of a column that are probably one word, written in two ways.</summary>
internal static class NearWords
{
    const int MostWords = 1000;

    [MethodImpl(RowLoop.Fast)]
    public static void Note(ReadingState state, string table, string field, CodeColumn column)
    {
        if (column.Words.Count is < 2 or > MostWords) return;
        var counts = new long[column.Words.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0) counts[code]++;
        }
        foreach (var same in Enumerable.Range(0, counts.Length).GroupBy(code => HeaderName.Plain(column.Words[code])).Where(group =>
            group.Count() > 1))
        {
            state.Note("words-nearly-equal", table, field, same.Sum(code => counts[code]),
                string.Join(" / ", same.Select(code => column.Words[code])));
        }
        var heads = column.Words.Select(word => word.Split(' ')).Where(parts => parts.Length > 1 && parts[0].Length >= 3)
            .GroupBy(parts => parts[0]).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        for (var code = 0; code < counts.Length; code++)
        {
            var word = column.Words[code];
            var head = heads.FirstOrDefault(one => word.Length > one.Length && word.StartsWith(one, StringComparison.Ordinal)
                && char.IsLetter(word[one.Length]));
            if (head is not null) state.Note("words-nearly-equal", table, field, counts[code], $"{word} / {head} {word[head.Length..]}");
        }
    }
}
