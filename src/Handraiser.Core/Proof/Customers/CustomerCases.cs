namespace Handraiser.Core.Proof;

/// <summary>
/// The leads that a model of customers may learn from: those whose horizon has passed, in the order in which they came,
/// the earlier seventy in a hundred to learn from and the later ones to be tested on.
/// </summary>
sealed class CustomerCases
{
    const double Learnt = 0.7;
    const double MostWins = 0.9;
    static readonly int[] Horizons = [90, 180, 365];

    CustomerCases(int horizonDays, int[] rows, bool[] won, int split) =>
        (HorizonDays, Rows, Won, Split) = (horizonDays, rows, won, split);

    public int HorizonDays { get; }

    /// <summary>Rows of leads, by the time of the request.</summary>
    public int[] Rows { get; }

    /// <summary>In the order of the rows.</summary>
    public bool[] Won { get; }

    /// <summary>The first that is tested on.</summary>
    public int Split { get; }

    public static CustomerCases Of(History history)
    {
        var leads = history.Leads;
        var horizon = Horizon(leads);
        var latest = history.Until - (horizon * TrustSheet.Day);
        var (rows, times) = (new List<int>(), new List<long>());
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (leads.RaisedAt[lead] > latest || leads.Ending[lead] is Ending.Merged or Ending.Erased) continue;
            rows.Add(lead);
            times.Add(leads.RaisedAt[lead]);
        }
        var (order, sorted) = (rows.ToArray(), times.ToArray());
        Array.Sort(sorted, order);
        var won = Array.ConvertAll(order, lead => leads.Reached[lead].HasFlag(Reached.Won)
            && (leads.WonAt[lead] == Unknown.Time
                || leads.WonAt[lead] - leads.RaisedAt[lead] <= horizon * TrustSheet.Day));
        var split = (int)(Learnt * order.Length);
        // Leads of one instant stay together, so that the order of rows does not matter.
        while (split > 0 && split < order.Length && sorted[split] == sorted[split - 1]) split++;
        return new(horizon, order, won, split);
    }

    /// <summary>The shortest that holds nine in ten of the wins.</summary>
    static int Horizon(LeadColumns leads)
    {
        var (wins, within) = (0, new int[Horizons.Length]);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (leads.WonAt[lead] == Unknown.Time) continue;
            wins++;
            for (var i = 0; i < within.Length; i++)
            {
                if (leads.WonAt[lead] - leads.RaisedAt[lead] <= Horizons[i] * TrustSheet.Day) within[i]++;
            }
        }
        var enough = Array.FindIndex(within, some => some >= MostWins * wins);
        return Horizons[enough < 0 ? ^1 : enough];
    }

    /// <summary>At most so many of the rows that are learnt from, evenly spread.</summary>
    public int[] Sample(int most)
    {
        var count = Math.Min(Split, most);
        var places = new int[count];
        for (var i = 0; i < count; i++) places[i] = (int)((long)i * Split / count);
        return places;
    }
}
