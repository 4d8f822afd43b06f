namespace Handraiser.App.Platform.Ui;

/// <summary>A place to go; the first four of those <c>InBar</c> make the bar on a phone.</summary>
public sealed record NavItem(
    string Label,
    string Href,
    string Icon,
    int? Count = null,
    Tone CountTone = Tone.Neutral,
    string? Section = null,
    bool InBar = false,
    string? Hotkey = null);

/// <summary>One of several views of the same page.</summary>
public sealed record Tab(string Label, string Href, bool Current = false, int? Count = null);

/// <summary>One of the values that a field offers.</summary>
public sealed record Choice(string Value, string Label);

/// <summary>A key, or a sequence of keys, and what it does; listed in the help that <c>?</c> opens.</summary>
public sealed record Shortcut(string Keys, string Does);

/// <summary>The one who is signed in, as the shell shows them.</summary>
public sealed record Viewer(string Name, string Role);

/// <summary>A field that was refused, and why.</summary>
public sealed record FieldError(string Name, string Message);
