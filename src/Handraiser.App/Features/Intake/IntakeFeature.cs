namespace Handraiser.App.Features.Intake;

internal static class IntakeFeature
{
    public static void AddIntake(this IServiceCollection services) =>
        services.AddSingleton<CaptureRequest>().AddSingleton<Screening>();

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/requests", IntakeApi.PostAsync);
    }
}
