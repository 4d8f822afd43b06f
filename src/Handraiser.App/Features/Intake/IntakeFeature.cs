using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Intake;

internal static class IntakeFeature
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<CaptureRequest>().AddSingleton<ReceiveSubmission>().AddSingleton<Screening>().AddSingleton<TokenBuckets>()
            .AddSingleton<IntakeLimits>().AddSingleton<IntakeCallers>().AddSingleton<IntakeApi>().AddSingleton<FormPostApi>();
        services.AddSingleton(provider =>
            new JobKind(ReceiveSubmission.JobName, LaneWidth: 4, provider.GetRequiredService<ReceiveSubmission>().RetryAsync));
        services.AddSpool();
        services.AddDueLoop("turned away", provider => provider.GetRequiredService<IntakeLimits>().RunDueAsync);
    }

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/requests", IntakeApi.PostAsync).AllowEmbedding();
        app.MapPost("/f/{form}", FormPostApi.PostAsync);
    }
}
