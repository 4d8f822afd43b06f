using Handraiser.App.Features.Leads;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Intake;

/// <summary>A known person's open lead, locked, and who owned the one before.</summary>
internal sealed record PersonHistory(LeadRow? OpenLead, string? LastOwner)
{
    public static async Task<PersonHistory> LookAsync(Tx tx, string workspace, string person)
    {
        var open = await tx.SingleAsync<LeadRow>(
            $"select * from lead where workspace_id = @Workspace and person_id = @Person and state = 'open'{tx.ForUpdate}",
            new { Workspace = workspace, Person = person });
        var last = open is not null ? null : await tx.SingleAsync<string>(
            """
            select owner_id from lead where workspace_id = @Workspace and person_id = @Person and held is null and waiting = 0
            and merged_into is null
            order by arrived_at desc limit 1
            """,
            new { Workspace = workspace, Person = person });
        return new(open, last);
    }
}

/// <summary>New people, the keys that they are known by, and the accounts they belong to.</summary>
internal static class People
{
    public static string Add(Tx tx, string workspace, Chance chance, RequestBody body, RequestIdentity identity, Situation situation)
    {
        var account = situation.AccountId ?? AddAccount(tx, workspace, chance, body, identity);
        var person = chance.NewId(tx.Now);
        tx.Add(
            """
            insert into person (workspace_id, id, name, email, phone, company, country, account_id, created_at)
            values (@Workspace, @Id, @Name, @Email, @Phone, @Company, @Country, @Account, @Now)
            """,
            new
            {
                Workspace = workspace, Id = person, body.Name, Email = identity.Email.Address?.Text ?? body.Email?.Trim(),
                Phone = identity.Phone.Number?.E164 ?? body.Phone?.Trim(), Company = body.CompanyName, body.Country, Account = account, tx.Now,
            });
        // A phone shared by two addresses keeps the person it was first seen with.
        if (identity.EmailKey is { } email) AddKey(tx, workspace, email, person);
        if (identity.PhoneKey is { } phone && situation.PhonePerson is null) AddKey(tx, workspace, phone, person);
        return person;
    }

    static void AddKey(Tx tx, string workspace, string key, string person) =>
        tx.Add("insert into identity (workspace_id, key, person_id) values (@Workspace, @Key, @Person)",
            new { Workspace = workspace, Key = key, Person = person });

    static string? AddAccount(Tx tx, string workspace, Chance chance, RequestBody body, RequestIdentity identity)
    {
        if (identity.AccountDomain is not { } domain) return null;
        var id = chance.NewId(tx.Now);
        tx.Add("insert into account (workspace_id, id, name, domain, created_at) values (@Workspace, @Id, @Name, @Domain, @Now)",
            new { Workspace = workspace, Id = id, Name = body.CompanyName ?? domain, Domain = domain, tx.Now });
        return id;
    }
}
