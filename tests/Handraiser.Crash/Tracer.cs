using System.Diagnostics;

namespace Handraiser.Crash;

/// <summary>strace on a running server: it writes down what the server does to files, or makes a call fail or
/// kill.</summary>
internal sealed class Tracer : IAsyncDisposable
{
    readonly Process process;
    readonly int watched;

    Tracer(Process process, int watched) => (this.process, this.watched) = (process, watched);

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
                return new(process, pid);
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
        // It ends by itself when what it watches is gone. Told to let go of threads that are just dying it may wait for ever,
        // and they with it.
        if (IsDead() && await EndsWithinAsync(TimeSpan.FromSeconds(1))) return;
        if (!process.HasExited) Served.Signal(process.Id, Served.Interrupt);
        if (await EndsWithinAsync(TimeSpan.FromSeconds(2))) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    bool IsDead()
    {
        // After the name, which may hold anything: Z is a process of which only its end is left.
        try { return File.ReadAllText($"/proc/{watched}/stat").Split(") ")[^1].StartsWith('Z'); }
        catch (IOException) { return true; }
    }

    async Task<bool> EndsWithinAsync(TimeSpan most)
    {
        using var patience = new CancellationTokenSource(most);
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { return false; }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        process.Dispose();
    }
}
