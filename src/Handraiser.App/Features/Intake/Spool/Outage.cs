namespace Handraiser.App.Features.Intake.Spool;

/// <summary>
/// Whether the database is away, as far as this node has noticed. While it is, nobody waits to find that out again: whoever
/// drains the spool looks for it.
/// </summary>
internal sealed partial class Outage(ILogger<Outage> log)
{
    int isOn;

    public bool IsOn => Volatile.Read(ref isOn) != 0;

    public void Begin()
    {
        if (Interlocked.Exchange(ref isOn, 1) == 0) Away();
    }

    public void End()
    {
        if (Interlocked.Exchange(ref isOn, 0) != 0) Back();
    }

    [LoggerMessage(LogLevel.Warning, "The database takes no writes. Requests are kept in the spool until it does.")]
    partial void Away();

    [LoggerMessage(LogLevel.Information, "The database takes writes again.")]
    partial void Back();
}
