namespace Handraiser.App.Platform.Mail;

/// <summary>Takes one letter out of the house. Safe to call from many threads at once.</summary>
internal interface IMailTransport
{
    /// <exception cref="OperationCanceledException">
    /// Cancelled while the letter had certainly not been handed over; once it may have been, the outcome is in doubt.
    /// </exception>
    Task<SendOutcome> SendAsync(Letter letter, CancellationToken cancel);
}

/// <summary>The operator's one line that says how mail leaves.</summary>
internal static class MailTransports
{
    private const string FolderScheme = "folder:";

    /// <summary>
    /// <c>smtp://…</c>, <c>smtps://…</c>, <c>folder:PATH</c>, or nothing, for which there is no transport.
    /// </summary>
    /// <exception cref="FormatException">The setting cannot be used; the message says how to mend it.</exception>
    public static IMailTransport? From(string setting, TimeProvider? time = null, Dial? dial = null)
    {
        var text = setting.Trim();
        if (text.Length == 0)
        {
            return null;
        }
        if (text.StartsWith(FolderScheme, StringComparison.OrdinalIgnoreCase))
        {
            var path = text[FolderScheme.Length..].Trim();
            return path.Length > 0
                ? new PickupFolder(path)
                : throw new FormatException("The mail setting 'folder:' needs a path, such as folder:./outbox.");
        }
        return new SmtpTransport(SmtpSettings.Parse(text), time ?? TimeProvider.System, dial);
    }
}
