using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Intake;

internal static class IntakeFeature
{
    const string Answers =
        """
        Answered when the request is on disk, on a lead, owned and on the clock. A form's public key is told `requestId` and `promise`
        alone, may post `application/x-www-form-urlencoded` as well, and gets a `challenge` with a 429. 202: it is stored and becomes a
        lead as soon as what is broken here is mended. 410: it is dated before its
        person was erased. 422: the key was used before with another body. 503: nothing was stored.
        """;

    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<CaptureRequest>().AddSingleton<ReceiveSubmission>().AddSingleton<Screening>().AddSingleton<TokenBuckets>()
            .AddSingleton<IntakeLimits>().AddSingleton<IntakeCallers>().AddSingleton<IntakeApi>().AddSingleton<FormPostApi>()
            .AddSingleton<ProofOfWork>().AddSingleton<FloodGate>();
        services.AddSingleton(provider =>
            new JobKind(ReceiveSubmission.JobName, LaneWidth: 4, provider.GetRequiredService<ReceiveSubmission>().RetryAsync));
        services.AddDueLoop("proofs of work", provider => new Pace(provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromMinutes(10))
            .Of(provider.GetRequiredService<ProofOfWork>().RunDueAsync));
        services.AddSpool();
        services.AddDueLoop("turned away", provider => provider.GetRequiredService<IntakeLimits>().RunDueAsync);
    }

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/requests", IntakeApi.PostAsync)
            .Describe<CaptureAnswer>("raiseHand", "Raises a hand", Answers, 201, [400, 410, 413, 415, 422])
            .Produces<PublicAnswer>(202).TakesBody<RequestJson>()
            .TakesHeader("Idempotency-Key",
                "Whoever sends the same again under the same key gets the same answer, for good.")
            .WithTags("Requests").AllowEmbedding();
        app.MapPost("/f/{form}", FormPostApi.PostAsync);
        app.MapGet("/f/{form}/challenge", IntakeApi.ChallengeAsync).AllowEmbedding();
    }
}
