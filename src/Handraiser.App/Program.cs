using Handraiser.App;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

var settings = new Settings { Database = Environment.GetEnvironmentVariable("HANDRAISER_DATABASE") ?? "sqlite:./data/handraiser.db", Urls = Environment.GetEnvironmentVariable("HANDRAISER_URLS") ?? "http://localhost:5080" };
await using var app = Server.Build(settings, TimeProvider.System, Chance.System);
await app.Services.GetRequiredService<Database>().MigrateAsync();
app.Run();
