using Handraiser.App.Features.Workspaces.Profile;
using Handraiser.App.Features.Workspaces.SigningIn;

namespace Handraiser.App.Features.Workspaces;

internal static class WorkspacesFeature
{
    public static void AddWorkspaces(this IServiceCollection services) => services
        .AddSingleton<ApiKeys>().AddSingleton<SetUp>().AddSingleton<Sessions>().AddSingleton<SignIn>()
        .AddSingleton<ChangePassword>().AddSingleton<Presence>();

    public static void MapWorkspaces(this IEndpointRouteBuilder app)
    {
        app.MapSignIn();
        app.MapProfile();
    }
}
