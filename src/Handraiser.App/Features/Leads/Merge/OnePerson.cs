using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Leads.Merge;

/// <summary>
/// The people behind two leads are one. Whoever writes from an address of either is that one from now on; what was
/// known of the other fills the gaps, and stays readable beside it.
/// </summary>
internal sealed class OnePerson(Tx tx, LeadRow from, LeadRow into)
{
    public void Write()
    {
        var both = new { from.WorkspaceId, From = from.PersonId, Into = into.PersonId };
        tx.Add("update identity set person_id = @Into where workspace_id = @WorkspaceId and person_id = @From", both);
        tx.Add("update lead set person_id = @Into where workspace_id = @WorkspaceId and person_id = @From", both);
        tx.Add("update person set merged_into = @Into where workspace_id = @WorkspaceId and (id = @From or merged_into = @From)", both);
        tx.Add(
            """
            update person set name = coalesce(person.name, other.name), email = coalesce(person.email, other.email),
              phone = coalesce(person.phone, other.phone), company = coalesce(person.company, other.company),
              country = coalesce(person.country, other.country), account_id = coalesce(person.account_id, other.account_id)
            from person as other where other.workspace_id = @WorkspaceId and other.id = @From
            and person.workspace_id = @WorkspaceId and person.id = @Into
            """, both);
    }
}
