using Handraiser.App.Features.Workspaces.FirstRun;
using Handraiser.App.Features.Workspaces.Preferences;
using Handraiser.App.Features.Workspaces.Profile;
using Handraiser.App.Features.Workspaces.Roster;
using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Workspaces;

internal static class WorkspacesFeature
{
    public static void AddWorkspaces(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>().AddSingleton<SetUp>().AddSingleton<FirstRunToken>();
        services.AddSingleton<Sessions>().AddSingleton<SignInRep>().AddSingleton<ChangePassword>(
            ).AddSingleton<PasswordLinks>();
        services.AddSingleton<Presence>().AddSingleton<ChangeRep>().AddSingleton<DeactivateRep>(
            ).AddSingleton<LeaveTurns>();
        services.AddDueLoop("leave", provider => provider.GetRequiredService<LeaveTurns>().RunDueAsync);
    }

    public static void MapWorkspaces(this IEndpointRouteBuilder app)
    {
        app.MapFirstRun();
        app.MapSignIn();
        app.MapSetPassword();
        app.MapProfile();
        app.MapRoster();
        app.MapSettings();
    }
}
