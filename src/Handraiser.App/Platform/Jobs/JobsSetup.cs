namespace Handraiser.App.Platform.Jobs;

internal static class JobsSetup
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<Signal>().AddSingleton<JobRunner>();
        services.AddHostedService<DueLoops>();
        services.AddDueLoop("jobs", provider =>
        {
            var runner = provider.GetRequiredService<JobRunner>();
            runner.Settled += provider.GetRequiredService<Signal>().Wake;
            return async cancel => (await runner.StartDueAsync(cancel)).Count;
        });
    }

    /// <summary>Runs a function again and again in the background, whenever something may be due.</summary>
    public static void AddDueLoop(
        this IServiceCollection services, string name, Func<IServiceProvider, Func<CancellationToken, Task<int>>> runDue) =>
        services.AddSingleton(provider => new DueWork(name, runDue(provider)));
}
