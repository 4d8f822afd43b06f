using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Forms;

/// <summary>Forms as they are first made.</summary>
internal static class FormStore
{
    public static (string Id, string PublicKey) Add(Tx tx, Chance chance, string workspace, string name, string kind)
    {
        var (id, key) = (chance.NewId(tx.Now), "hrf_" + chance.NewToken());
        tx.Add(
            """
            insert into form (workspace_id, id, name, kind, title, intro, fields, button, thanks, public_key, state, created_at)
            values (@Workspace, @Id, @Name, @Kind, @Name, null, @Fields, 'Send', 'Thank you. We have received your request.', @Key, 'live', @Now)
            """,
            new { Workspace = workspace, Id = id, Name = name, Kind = kind, Fields = """["name","email","phone","company","message"]""", Key = key, tx.Now });
        return (id, key);
    }
}
