using Handraiser.App;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>
/// One server: the product's own services over a database door, a mail line, an HTTP door, a clock and chance that are the
/// yard's. What its background loops would do each second it does when something is due, a moment later; a second of
/// nothing costs nothing.
/// </summary>
internal sealed class Node : IDisposable
{
    readonly World world;
    readonly CancellationTokenSource stopping = new();
    readonly HashSet<string> busy = [];
    readonly List<Action> whenGone = [];
    readonly ServiceProvider services;
    readonly DueWork[] works;
    Instant? nextGlance;

    public Node(World world, string name)
    {
        this.world = world;
        Name = name;
        Lane = new Lane(world, name);
        Time = new NodeTime(world, Lane);
        services = Serve();
        works = [.. services.GetServices<DueWork>()];
        services.GetRequiredService<Signal>().Raised += Hint;
    }

    public string Name { get; }

    public Lane Lane { get; }

    public NodeTime Time { get; }

    public bool IsUp { get; private set; } = true;

    public bool IsPaused => Lane.IsPaused;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>
    /// Calls this node from outside, as a request over the network does. Null when no answer came: the node died, or was too
    /// slow for whoever waits.
    /// </summary>
    public async Task<T?> CallAsync<T>(Func<Node, Task<T>> call, Duration patience) where T : class
    {
        var answer = new TaskCompletionSource<T?>();
        void Gone() => world.Outside.Post(_ => answer.TrySetResult(null), null);
        if (!IsUp) return null;
        whenGone.Add(Gone);
        world.After(patience, Gone);
        world.After(world.Moment(), () =>
        {
            if (!IsUp) return;
            Lane.Post(_ => Lane.Start(async () =>
            {
                T? result = null;
                try { result = await call(this); }
                catch (DatabaseUnavailableException) { }
                catch (Exception failure) when (failure is not YardException)
                {
                    world.Checks.Report($"A use case threw {failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}");
                }
                world.After(world.Moment(), () => world.Outside.Post(_ => answer.TrySetResult(result), null));
            }), null);
        });
        return await answer.Task;
    }

    /// <summary>Looks for due work within a second of its falling due, as the loops of a server do.</summary>
    public void PlanGlance()
    {
        if (!IsUp || world.Checks.NextDue() is not { } due) return;
        var at = Instant.Max(due, world.Now) + Duration.FromMilliseconds(world.Dice.Between(1, 1000));
        if (nextGlance <= at) return;
        nextGlance = at;
        world.At(at, () =>
        {
            if (nextGlance != at) return;
            nextGlance = null;
            // Another node has done it meanwhile: looking would find nothing, and is done now and then all the same.
            if (world.Checks.NextDue() <= world.Now || world.Dice.Chance(0.1)) Glance(isHint: false);
        });
    }

    /// <summary>Nothing that it was about to do happens any more, and nobody is told.</summary>
    public void Kill()
    {
        if (!IsUp) return;
        IsUp = false;
        Lane.Kill();
        foreach (var gone in whenGone) gone();
        world.Mail.Drop(this);
        world.Trace.Say(world.Now, Name, "is killed");
    }

    public void Pause(Duration time)
    {
        Lane.IsPaused = true;
        world.Trace.Say(world.Now, Name, $"stands still for {time.TotalSeconds:0} s");
        world.After(time, () => Lane.IsPaused = false);
    }

    /// <summary>Lets others go first, as every wait for the outside does.</summary>
    public async Task TurnAsync()
    {
        await Task.Yield();
        if (!world.Dice.Chance(0.1)) return;
        var later = new TaskCompletionSource();
        world.After(world.Moment(), () => later.TrySetResult());
        await later.Task;
    }

    public void Dispose() => stopping.Dispose();

    void Hint()
    {
        // Heard at once here, a moment later by the others, and sometimes not at all.
        foreach (var node in world.Nodes)
        {
            if (node != this && world.Dice.Chance(0.2)) continue;
            world.After(node == this ? Duration.FromTicks(100) : world.Moment(), () => node.Glance(isHint: true));
        }
    }

    void Glance(bool isHint)
    {
        if (!IsUp || IsPaused) return;
        world.Checks.Glanced();
        foreach (var work in works)
        {
            // Most find nothing most of the time; asking all of them at every hint would only cost seeds.
            var share = work.Name is "jobs" or "ladders" ? 1 : work.Name is "waiting leads" or "leave" ? 0.3 : 0.03;
            if (!world.Dice.Chance(share)) continue;
            if (busy.Add(work.Name)) Lane.Start(() => RunAsync(work));
        }
    }

    async Task RunAsync(DueWork work)
    {
        try
        {
            while (await work.RunDueAsync(stopping.Token) > 0) world.Sometimes.Saw("work that was due was done");
        }
        catch (Exception failure) when (failure is not YardException)
        {
            // The loops of a server say so and look again in two seconds.
            world.Trace.Say(world.Now, Name, $"{work.Name} failed: {failure.GetType().Name}");
            if (failure is not (DatabaseUnavailableException or OperationCanceledException))
            {
                world.Checks.Report($"The {work.Name} loop threw {failure}");
            }
        }
        finally { busy.Remove(work.Name); }
    }

    ServiceProvider Serve()
    {
        var set = new ServiceCollection();
        set.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        set.AddSingleton<Database>(new YardDatabase(world, this));
        set.AddSingleton<Dial>((_, _, cancel) => world.Mail.DialAsync(this, cancel));
        set.AddSingleton<HttpMessageHandler>(_ => world.Hooks.DoorOf(this));
        var settings = new Settings { Mail = "smtp://mail.example:25?tls=none",
            MailFrom = "Leads <leads@acme.example>", BaseUrl = "https://leads.acme.example", Spool = "" };
        Server.AddFeatures(set, settings, Time, Chance.Seeded(world.Dice.Below(int.MaxValue)));
        return set.BuildServiceProvider();
    }
}
