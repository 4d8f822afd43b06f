namespace Handraiser.App.Features.Workspaces;

internal static class WorkspacesFeature
{
    public static void AddWorkspaces(this IServiceCollection services) => services.AddSingleton<ApiKeys>().AddSingleton<SetUp>();
}
