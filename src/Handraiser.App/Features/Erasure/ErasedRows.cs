using System.Text.Json;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Erasure;

/// <summary>
/// Empties the rows of somebody who is erased. What is counted stays: a submission, a request, a touch and a lead are
/// tombstones that say that there was one, when, and what became of it.
/// </summary>
internal sealed class ErasedRows(Tx tx, ErasedFamily family, string erasure)
{
    readonly object about = new
    {
        family.Workspace, People = JsonSerializer.Serialize(family.Ids), Leads = JsonSerializer.Serialize(family.LeadIds),
        Erasure = erasure,
    };

    string People => $"(select value from {tx.Elements("People")})";

    string Leads => $"(select value from {tx.Elements("Leads")})";

    /// <summary>Forgets who they are and what they sent, and what was written about them.</summary>
    public async Task EmptyAsync()
    {
        // A program may call a form what it likes; only what is a form of ours is certain to name nobody.
        Run($$"""
            update request set message = null, claimed_at = null, source = '{}', fields = '{}', facts = '{}',
              spam_reasons = '[]', form_id = (select f.id from form f where f.workspace_id = request.workspace_id
                and f.id = request.form_id)
            where workspace_id = @Workspace and lead_id in {{Leads}}
            """);
        Run($"update touch set note = null where workspace_id = @Workspace and lead_id in {Leads}");
        // Only what a human gave by hand has a reason in a human's words.
        Run($"""
            update assignment set reason = 'Given by hand.' where workspace_id = @Workspace and lead_id in {Leads}
            and cause = 'manual'
            """);
        Run($"delete from identity where workspace_id = @Workspace and person_id in {People}");
        await EmptyAccountsAsync();
        Run($"""
            update person set name = null, email = null, phone = null, company = null, country = null, account_id = null,
              erasure_id = @Erasure
            where workspace_id = @Workspace and id in {People}
            """);
    }

    /// <summary>A company of which they were the only one, and that nobody took on, may as well be their own name.</summary>
    async Task EmptyAccountsAsync()
    {
        foreach (var account in family.People.Select(one => one.AccountId).OfType<string>().Distinct())
        {
            var other = await tx.SingleAsync<string>(
                $"""
                select id from person where workspace_id = @Workspace and account_id = @Account
                and id not in {People} limit 1
                """,
                new { family.Workspace, Account = account, People = JsonSerializer.Serialize(family.Ids) });
            if (other is not null) continue;
            tx.Add(
                """
                update account set name = null, domain = null
                where workspace_id = @Workspace and id = @Account and owner_id is null
                """,
                new { family.Workspace, Account = account });
        }
    }

    void Run(string sql) => tx.Add(sql, about);
}
