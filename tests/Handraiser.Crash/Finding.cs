namespace Handraiser.Crash;

/// <summary>A promise was broken. The message says which, and how to see it again.</summary>
internal sealed class Finding(string what) : Exception(what);

/// <summary>This machine does not allow an attack. Nothing was tested, and nobody may take that for a pass.</summary>
internal sealed class NotPossible(string why) : Exception(why);
