namespace Handraiser.App.Features.Forms;

internal static class FormsFeature
{
    public static void AddForms(this IServiceCollection services) => services.AddSingleton<FormBook>();

    public static void MapForms(this IEndpointRouteBuilder app)
    {
        app.MapBuyerPages();
        app.MapEmbedScript();
        app.MapFormPages();
    }
}
