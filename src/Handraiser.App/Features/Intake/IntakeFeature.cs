using Handraiser.App.Features.Deliveries;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Intake;

internal static class IntakeFeature
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<CaptureRequest>().AddSingleton<ReceiveSubmission>().AddSingleton<Screening>().AddSingleton<TokenBuckets>()
            .AddSingleton<IntakeLimits>().AddSingleton<IntakeCallers>().AddSingleton<IntakeApi>().AddSingleton<FormPostApi>()
            .AddSingleton<ProofOfWork>().AddSingleton<FloodGate>();
        services.AddSingleton(provider =>
            new JobKind(ReceiveSubmission.JobName, LaneWidth: 4, provider.GetRequiredService<ReceiveSubmission>().RetryAsync));
        services.AddDueLoop("proofs of work", provider => new Pace(provider.GetRequiredService<TimeProvider>(), TimeSpan.FromMinutes(10))
            .Of(provider.GetRequiredService<ProofOfWork>().RunDueAsync));
        services.AddDueLoop("turned away", provider => provider.GetRequiredService<IntakeLimits>().RunDueAsync);
    }

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/requests", IntakeApi.PostAsync).AllowEmbedding();
        app.MapPost("/f/{form}", FormPostApi.PostAsync);
        app.MapGet("/f/{form}/challenge", IntakeApi.ChallengeAsync).AllowEmbedding();
    }
}
