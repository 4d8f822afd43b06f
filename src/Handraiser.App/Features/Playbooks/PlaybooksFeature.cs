namespace Handraiser.App.Features.Playbooks;

internal static class PlaybooksFeature
{
    public static void AddPlaybooks(this IServiceCollection services) => services.AddSingleton<PolicyStore>();
}
