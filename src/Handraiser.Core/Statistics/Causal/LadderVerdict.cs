namespace Handraiser.Core.Statistics.Causal;

/// <summary>Whether the steps of the ladder say the same.</summary>
public enum LadderVerdict
{
    /// <summary>Nothing speaks against a causal reading, which still is not proof.</summary>
    Agree,

    /// <summary>The data do not support a causal claim: run the experiment.</summary>
    Disagree,
}

/// <summary>Reads adjusted estimates and natural experiments together.</summary>
public static class Ladder
{
    /// <summary>
    /// They disagree when the Wu-Hausman test says so (p below 0.05), or when an adjusted interval and that of a
    /// natural experiment have nothing in common. Adjusted methods agreeing with one another is no evidence: they
    /// share what was not measured.
    /// </summary>
    public static LadderVerdict Read(
        IEnumerable<Estimate> adjusted, IEnumerable<Estimate> natural, double? wuHausman = null)
    {
        var experiments = natural.ToList();
        var apart = adjusted.Any(one => experiments.Exists(other => one.High < other.Low || other.High < one.Low));
        return apart || wuHausman < 0.05 ? LadderVerdict.Disagree : LadderVerdict.Agree;
    }
}
