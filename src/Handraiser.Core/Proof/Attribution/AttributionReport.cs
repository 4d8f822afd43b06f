namespace Handraiser.Core.Proof;

/// <summary>
/// How much of what was sold can be traced to a lead at all. Each won deal is counted once, by its strongest link; no
/// deal is divided over touches or campaigns.
/// </summary>
/// <param name="Won">Deals that were won.</param>
/// <param name="WonWithValue">Those of them whose value is known, which the shares of value are of.</param>
/// <param name="Value">Their value together.</param>
/// <param name="Links">By what ties the deal to its lead, strongest first; links without deals as well.</param>
/// <param name="Owners">Owners of won deals without a link, most of them first, at most
/// <see cref="Attribution.MostOwners"/>.</param>
/// <param name="FurtherOwners">Owners of unlinked won deals beyond those.</param>
public sealed record AttributionReport(long Won, long WonWithValue, double Value,
    IReadOnlyList<AttributionLink> Links, IReadOnlyList<UnlinkedOwner> Owners, int FurtherOwners);

/// <summary>Won deals with one kind of link.</summary>
/// <param name="Link">"id" for a lead's number kept in the deal, "email" or "domain" for an address that matches, or
/// "none".</param>
/// <param name="Confidence">"certain" for an id; "high" for an e-mail address, and for the domain of a single lead;
/// "low" where several leads share the domain or the lead came after the deal. Null without a link.
/// </param>
/// <param name="Deals">Of all won deals.</param>
/// <param name="Value">Their value, where it is known.</param>
/// <param name="ValueShare">Of the value of all won deals; null when none has a value.</param>
/// <param name="ValueLow">Lower 95 % limit of that share, for deals like these (the linearised error of a ratio; W. G.
/// Cochran, "Sampling techniques", 3rd edition, section 6.3).</param>
/// <param name="ValueHigh">Upper limit.</param>
public sealed record AttributionLink(string Link, string? Confidence, PrintedShare Deals, double Value,
    double? ValueShare, double? ValueLow, double? ValueHigh);

/// <summary>Whose won deals lack a link.</summary>
/// <param name="Owner">Null for deals without an owner.</param>
/// <param name="Unlinked">Of the owner's won deals.</param>
/// <param name="UnlinkedValue">Their value, where it is known.</param>
public sealed record UnlinkedOwner(string? Owner, PrintedShare Unlinked, double UnlinkedValue);
