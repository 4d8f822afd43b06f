namespace Handraiser.App.Tests.Abuse;

/// <summary>Everybody who may come along, in the order of the table's columns.</summary>
internal enum Caller
{
    /// <summary>No cookie, no key.</summary>
    Nobody,

    /// <summary>A form's public key, which stands in every page that shows the form.</summary>
    FormKey,

    ApiKey,

    ImportKey,

    /// <summary>The rep whose lead, leave or own row it is about.</summary>
    Owner,

    /// <summary>A rep of the owner's team.</summary>
    Mate,

    /// <summary>A rep of another team.</summary>
    Other,

    Manager,

    Admin,

    /// <summary>A rep who was deactivated while signed in.</summary>
    Gone,

    /// <summary>A rep whose session has ended.</summary>
    Expired,

    /// <summary>An admin of another workspace.</summary>
    Foreigner,

    /// <summary>An API key of another workspace.</summary>
    ForeignKey,
}
