using System.Diagnostics;

namespace Handraiser.Crash;

/// <summary>strace on a running server: it writes down what the server does to files, or makes a call fail or
/// kill.</summary>
internal sealed class Tracer : IAsyncDisposable
{
    readonly Process process;

    Tracer(Process process) => this.process = process;

    /// <summary>Returns when every thread is held, so that what happens next is seen.</summary>
    public static async Task<Tracer> AttachAsync(int pid, params string[] how)
    {
        var start = new ProcessStartInfo("strace",
            ["-f", .. how, "-p", FormattableString.Invariant($"{pid}")]) { RedirectStandardError = true };
        Process process;
        try { process = Process.Start(start)!; }
        catch (System.ComponentModel.Win32Exception missing) { throw new NotPossible("strace cannot be run: "
            + missing.Message); }
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(" attached", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                return new(process);
            }
            if (line.Contains("not permitted", StringComparison.Ordinal)
                || line.Contains("denied", StringComparison.Ordinal))
            {
                throw new NotPossible("strace may not watch another process here: " + line);
            }
        }
        throw new NotPossible("strace did not attach.");
    }

    /// <summary>Lets the server go on unwatched.</summary>
    public async Task LetGoAsync()
    {
        if (!process.HasExited) Served.Signal(process.Id, Served.Interrupt);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        process.Dispose();
    }
}
