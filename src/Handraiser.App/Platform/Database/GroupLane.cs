using System.Threading.Channels;

namespace Handraiser.App.Platform.Database;

/// <summary>A use case that waits to run together with others.</summary>
internal abstract class GroupWork
{
    public abstract Task RunAsync(Tx tx);

    public abstract void Succeed();

    public abstract void Fail(Exception why);

    /// <summary>Runs it in a transaction of its own, and answers.</summary>
    public abstract Task RunAloneAsync(Database database);
}

internal sealed class GroupWork<T>(Func<Tx, Task<T>> useCase) : GroupWork
{
    readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? result;

    public Task<T> Answer => answer.Task;

    public override async Task RunAsync(Tx tx) => result = await useCase(tx);

    public override void Succeed() => answer.TrySetResult(result!);

    public override void Fail(Exception why) => answer.TrySetException(why);

    public override async Task RunAloneAsync(Database database)
    {
        try { answer.TrySetResult(await database.WriteAsync(useCase)); }
        catch (Exception why) { answer.TrySetException(why); }
    }
}

/// <summary>
/// Use cases that would wait for each other's locks anyway, in line: whatever waits while one group runs is the next group.
/// Where nobody waits, a group is one.
/// </summary>
internal sealed class GroupLane : IAsyncDisposable
{
    const int MostWaiting = 4096;
    const int MostTogether = 64;
    readonly Channel<GroupWork> waiting = Channel.CreateBounded<GroupWork>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    readonly Func<IReadOnlyList<GroupWork>, Task> run;
    readonly Task loop;

    public GroupLane(Func<IReadOnlyList<GroupWork>, Task> run)
    {
        this.run = run;
        loop = Task.Run(LoopAsync);
    }

    public async Task<T> WriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel)
    {
        var work = new GroupWork<T>(useCase);
        await waiting.Writer.WriteAsync(work, cancel);
        return await work.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
    }

    async Task LoopAsync()
    {
        var together = new List<GroupWork>(MostTogether);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (together.Count < MostTogether && waiting.Reader.TryRead(out var next)) together.Add(next);
            await run(together);
            together.Clear();
        }
    }
}
