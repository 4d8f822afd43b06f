using Handraiser.App.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Handraiser.App.Commands;

/// <summary>The folders that the settings name, tried before anything is built on them.</summary>
internal static class Places
{
    const string Sqlite = "sqlite:", Folder = "folder:";

    /// <summary>What is wrong with one of them, with the mend; null when all of them can be written.</summary>
    public static string? Fault(Settings settings)
    {
        if (After(Sqlite, settings.Database) is { } file
            && FolderFault(Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/") is { } unwritable)
        {
            return $"HANDRAISER_DATABASE: {file} cannot be written ({unwritable}) "
                + "Name a file in a folder that may be, like sqlite:./data/handraiser.db.";
        }
        return After(Folder, settings.Mail) is { } folder && FolderFault(folder) is { } closed
            ? $"HANDRAISER_MAIL: mail cannot be put into {folder} ({closed}) Name a folder that may be written, like folder:./mail."
            : null;
    }

    /// <summary>Why a database cannot be opened, with the mend; null for a failure of another kind.</summary>
    public static string? OpeningFault(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 26 } =>
            "HANDRAISER_DATABASE: that file is something else than a database. Name another one: it is made when there is none.",
        SqliteException => $"HANDRAISER_DATABASE: the file cannot be opened ({failure.Message}).",
        DatabaseUnavailableException or IOException => failure.Message,
        _ => null,
    };

    static string? After(string scheme, string setting) =>
        setting.StartsWith(scheme, StringComparison.Ordinal) ? setting[scheme.Length..] : null;

    static string? FolderFault(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = File.Create(Path.Combine(folder, $".handraiser-{Environment.ProcessId}"), 1,
                FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }
}
