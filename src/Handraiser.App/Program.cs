using Handraiser.App;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

var settings = new Settings { Database = Environment.GetEnvironmentVariable("HANDRAISER_DATABASE") ?? "sqlite:./data/handraiser.db" };
await using var app = Server.Build(settings, TimeProvider.System, Chance.System);
await app.Services.GetRequiredService<Database>().MigrateAsync();
app.Run();
