namespace Handraiser.Core.Proof;

/// <summary>
/// Which records cannot carry a figure, and how much rests on them. The rules follow S. Suriadi and others'
/// imperfection patterns of event logs (Information Systems 64, 2017) and what telephony and CRM records are known to
/// do.
/// </summary>
/// <param name="Touches">All touches that were looked at.</param>
/// <param name="LeftOut">Touches that the trusted figures do without, of those that a human is said to have done.
/// </param>
/// <param name="Flags">Every kind that was found.</param>
/// <param name="Silenced">Rules that could not be judged on this history, and why.</param>
/// <param name="Logging">What the times of logging are worth.</param>
/// <param name="Owners">Owners with touches of their own, the highest score first.</param>
public sealed record TrustReport(long Touches, PrintedShare LeftOut, IReadOnlyList<TrustFlag> Flags,
    IReadOnlyList<TrustSilence> Silenced, TrustLogging Logging, IReadOnlyList<TrustOwner> Owners);

/// <summary>What one rule found.</summary>
/// <param name="Kind">Its name: before-request, after-logged, logged-late, bulk-logged, overlapping-calls,
/// connected-too-short, impossible-duration, duplicate, minute-heaping, bunching, outside-hours, automated-first or
/// opens.</param>
/// <param name="About">"touches" or "leads": what is counted.</param>
/// <param name="Count">All that were found.</param>
/// <param name="LeftOut">Whether the trusted figures do without them.</param>
/// <param name="Sentence">What was found, in neutral words.</param>
/// <param name="Ids">Of the touches or leads, at most <see cref="Trust.MostIds"/>; a touch without an id is named
/// by its lead and time.</param>
public sealed record TrustFlag(
    string Kind, string About, long Count, bool LeftOut, string Sentence, IReadOnlyList<string> Ids);

/// <summary>A rule that was not applied because so many records break it that they follow another rule.</summary>
/// <param name="Type">The type of activity that it concerns; null for all.</param>
/// <param name="Count">Records that it would have marked.</param>
public sealed record TrustSilence(string Kind, string? Type, long Count, string Reason);

/// <summary>What the times of logging are worth.</summary>
/// <param name="Known">Touches that carry one.</param>
/// <param name="Imported">Those of them whose time is that of an import or a nightly copy: nobody's hand wrote them
/// down then, and no rule reads them.</param>
/// <param name="LateHabit">Touches logged more than a day late by owners who log most things so; they are not marked.
/// </param>
/// <param name="LateClaims">Touches marked as logged late that claim to be a response within an hour.</param>
public sealed record TrustLogging(long Known, long Imported, long LateHabit, long LateClaims);

/// <summary>How much of an owner's record is marked.</summary>
/// <param name="Touches">That a human is said to have done.</param>
/// <param name="Marked">With a kind that leaves out, or overlapping calls.</param>
/// <param name="Score">The share marked, drawn towards the share of all the more the fewer touches there are
/// (empirical Bayes with a beta prior over owners; J. Kleinman, JASA 68, 1973).</param>
/// <param name="Low">Lower end of the middle 95 % of the posterior.</param>
/// <param name="High">Upper end.</param>
/// <param name="StandsOut">Whether even the lower end lies above the share of all.</param>
public sealed record TrustOwner(
    string Owner, long Touches, long Marked, double Score, double Low, double High, bool StandsOut);

/// <summary>The marks row by row, for lists and for figures that leave touches out.</summary>
/// <param name="OfTouch">One a touch.</param>
/// <param name="OfLead">One a lead: its own marks.</param>
/// <param name="LeftOut">One a touch: whether trusted figures do without it.</param>
public sealed record TrustMarks(TrustKinds[] OfTouch, TrustKinds[] OfLead, bool[] LeftOut);

/// <summary>The section of the report and the marks that it counts.</summary>
public sealed record TrustFindings(TrustReport Report, TrustMarks Marks);
