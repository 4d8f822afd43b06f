using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Features.Intake;

namespace Handraiser.App.Tests.Support;

/// <summary>A form under attack, and what a browser does about it.</summary>
internal static class Flood
{
    /// <summary>More posts than people send, each from a network of its own. What they say is of no interest.</summary>
    public static void FloodForm(this TestApp app, int posts = 400)
    {
        for (var i = 0; i < posts; i++)
        {
            app.Get<Screening>().Judge(new Submission
            {
                WorkspaceId = app.Workspace.WorkspaceId, Channel = "form", FormId = app.Workspace.FormId, Raw = "",
                Network = $"10.{i / 250}.{i % 250}.0/24", Body = new RequestBody(),
            });
        }
    }

    /// <summary>As the page's script does it.</summary>
    public static string Solve(WorkChallenge asked)
    {
        for (var number = 0; ; number++)
        {
            var work = $"{asked.Challenge}:{number}";
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes(work));
            if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) >> (
                32 - asked.Difficulty) == 0) return work;
        }
    }
}
