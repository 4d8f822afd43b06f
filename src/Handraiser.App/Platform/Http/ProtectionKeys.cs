using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// The keys that sign what browsers carry, in the database: they survive a restart and are the same on every node. Who
/// can read the database can read everything they guard, so they lie there as they are.
/// </summary>
internal sealed class ProtectionKeys(Database.Database database) : IXmlRepository
{
    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("handraiser");
        services.AddOptions<KeyManagementOptions>()
            .Configure<Database.Database>((options, database) => options.XmlRepository = new ProtectionKeys(database));
    }

    // The framework reads keys once and keeps them; it has no other way to ask than to wait.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(() =>
        database.ReadAsync(tx => tx.ListAsync<string>("select xml from protection_key order by created_at, name")))
        .GetAwaiter().GetResult().ConvertAll(XElement.Parse);

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => database.WriteAsync(tx =>
    {
        tx.Add("insert into protection_key (name, xml, created_at) values (@Name, @Xml, @Now) on conflict (name) do nothing",
            new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), tx.Now });
        return Task.CompletedTask;
    })).GetAwaiter().GetResult();
}
