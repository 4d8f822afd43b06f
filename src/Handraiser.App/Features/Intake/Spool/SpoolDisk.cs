using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>The two calls on which an acknowledgement stands. Either may fail, and tests make them.</summary>
internal sealed record SpoolDisk
{
    public Action<SafeFileHandle, byte[], long> Write { get; init; } =
        static (file, bytes, offset) => RandomAccess.Write(file, bytes, offset);

    /// <summary>Returns when what was written has reached the disk.</summary>
    public Action<SafeFileHandle> Sync { get; init; } = RandomAccess.FlushToDisk;

    /// <summary>Makes the names of new files last as well. Windows does so by itself.</summary>
    public void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(folder + '\0'), flags: 0), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"{folder} cannot be opened ({Marshal.GetLastPInvokeError()}).");
        Sync(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint Open(byte[] path, int flags);
}
