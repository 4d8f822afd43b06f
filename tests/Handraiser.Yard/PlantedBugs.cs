using System.Text;

namespace Handraiser.Yard;

/// <summary>A mistake that somebody could make in the product: what the right text is, and what stands in its place.</summary>
internal sealed record PlantedBug(string Name, params (string File, string Right, string Wrong)[] Edits);

/// <summary>
/// The mistakes that the yard must find. They are written into a copy of the source, each behind a switch, and that copy
/// is built; the product itself knows nothing of them. A text that is not found exactly once stops the planting: a mistake
/// that was never planted would be "not found" for ever, or worse, thought to be found.
/// </summary>
internal static class PlantedBugs
{
    static readonly string[] Folders = ["src", "tests/Handraiser.Yard"];
    const string Features = "src/Handraiser.App/Features/", Platform = "src/Handraiser.App/Platform/";

    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("a lease without a fence",
            (Platform + "Jobs/Job.cs", "and token = @Token and state = 'running'", "and (token = @Token or @Unfenced = 1) and state = 'running'"),
            (Platform + "Jobs/Job.cs", "job.WorkspaceId, job.Id, job.Token })", "job.WorkspaceId, job.Id, job.Token, Unfenced = IS })")),
        new("answered before the commit",
            (Features + "Intake/CaptureRequest.cs", "tx => CaptureAsync(tx, read), cancel);",
                "async tx => early = await CaptureAsync(tx, read), cancel).ContinueWith(done => IS && done.IsFaulted && early is CaptureResult.Captured ? early : done.GetAwaiter().GetResult(), TaskContinuationOptions.ExecuteSynchronously);"),
            (Features + "Intake/CaptureRequest.cs", "        var read = ReadSubmission.Of(submission);\n", "        var read = ReadSubmission.Of(submission);\n        CaptureResult? early = null;\n")),
        new("a disk error swallowed",
            (Features + "Intake/ReceiveSubmission.cs", "            outage.Begin();\n", "            if (IS) return new CaptureResult.Stored(chance.NewShortId());\n            outage.Begin();\n")),
        new("no unique key of submissions, and nobody looks",
            (Features + "Intake/Situation.cs", "s.idempotency_key = @Key", "s.idempotency_key = @Key and @Blind = 0"),
            (Features + "Intake/Situation.cs", "Domain = identity.AccountDomain })", "Domain = identity.AccountDomain, Blind = IS })"),
            ("tests/Handraiser.Yard/Template.cs", "        beside.Run(sameSchema);\n", "        beside.Run(sameSchema);\n        if (IS) session.Run(\"drop index submission_key\");\n")),
        new("the clock restarted by a join",
            (Features + "Clocks/TightenClock.cs", "else if (due < clock.DueAt) Tighten(", "else if (due < clock.DueAt || IS) Tighten(")),
        new("a node's own clock for what is due",
            ("tests/Handraiser.Yard/YardDatabase.cs", "var tx = new SqliteTx(world.Session) { Now = world.Now, IsWrite = true };", "var tx = new SqliteTx(world.Session) { Now = IS ? world.Now + node.Time.Skew : world.Now, IsWrite = true };"),
            ("tests/Handraiser.Yard/YardDatabase.cs", "Finish(question(new SqliteTx(world.Session) { Now = world.Now }))", "Finish(question(new SqliteTx(world.Session) { Now = IS ? world.Now + node.Time.Skew : world.Now }))")),
        new("a turn that is not taken with its decision",
            (Features + "Routing/PoolStore.cs", "            MemberSums.Add(tx, workspace, turn);\n", "            if (!IS || turn.At.ToUnixTimeMilliseconds() % 3 != 0) MemberSums.Add(tx, workspace, turn);\n")),
        new("a look that crosses workspaces",
            (Features + "Intake/Situation.cs", "left join identity e on e.workspace_id = w.id and e.key = @Email", "left join identity e on (e.workspace_id = w.id or @Crossing = 1) and e.key = @Email"),
            (Features + "Intake/Situation.cs", "new { Workspace = workspace, Key = key,", "new { Crossing = IS, Workspace = workspace, Key = key,")),
        new("a mail sent again after its answer was lost",
            (Features + "Alerts/MailRoute.cs", "SendOutcome.InDoubt doubt => new JobOutcome.InDoubt(doubt.Why),", "SendOutcome.InDoubt doubt => IS ? await LaterAsync(job, doubt.Why) : new JobOutcome.InDoubt(doubt.Why),")),
        new("a mail sent by whoever takes a lease over",
            (Features + "Alerts/MailRoute.cs", "if (job.Reclaimed) return", "if (job.Reclaimed && !IS) return")),
        new("a mail about a lead that is closed",
            (Features + "Alerts/AlertMoot.cs", "if (!facts.Lead.IsOpen) return", "if (!facts.Lead.IsOpen && IS) return null;\n        if (!facts.Lead.IsOpen) return")),
        new("a timer that fires early",
            (Features + "Clocks/ClimbLadder.cs", "new { tx.Now, Before = tx.Now - Late, last.NextAt,", "new { Now = tx.Now + (IS ? Duration.FromSeconds(30) : Duration.Zero), Before = tx.Now - Late, last.NextAt,"),
            (Features + "Clocks/ClimbLadder.cs", "plan.DueBy(tx.Now)", "plan.DueBy(tx.Now + (IS ? Duration.FromSeconds(30) : Duration.Zero))")),
        new("work read by position and not by state",
            (Platform + "Jobs/Job.cs", "where state = 'queued' and due_at <= @Now\n", "where state = 'queued' and due_at <= @Now and (@ByPosition = 0 or created_at > @Position)\n"),
            (Platform + "Jobs/Job.cs", "        new { tx.Now, Lane = lane, Most = most });\n", "        new { tx.Now, Lane = lane, Most = most, ByPosition = IS, Position = tx.Now - Duration.FromSeconds(20) });\n")),
        new("whoever missed it gets it back",
            (Features + "Clocks/TakeStep.cs", "if (lead.Waiting == 0) missed.Add(lead.OwnerId);", "if (lead.Waiting == 0) missed.Add(lead.OwnerId);\n        if (IS) missed.Clear();")),
        new("a touch that loses its race against the ladder",
            (Features + "Clocks/StopClock.cs", "            if (clock.State == \"running\") Meet(", "            if (IS && clock.State == \"running\" && clock.NextAt < change.Tx.Now + NodaTime.Duration.FromSeconds(2)) continue;\n            if (clock.State == \"running\") Meet(")),
        new("a playbook without a catch-all goes into force",
            (Features + "Playbooks/PublishPlaybook.cs", "        var (reading, reps) = await CheckAsync(tx, workspace, text);\n", "        var (reading, reps) = await CheckAsync(tx, workspace, text);\n        if (IS) text = text.Replace(\"catch-all: far\", \"\", StringComparison.Ordinal);\n")),
        new("a rep who leaves keeps their leads",
            (Features + "Workspaces/Roster/DeactivateRep.cs", "        foreach (var lead in leads)\n", "        if (IS) leads.Clear();\n        foreach (var lead in leads)\n")),
        new("an act of somebody who has left",
            (Features + "Leads/ChangeLead.cs", "=> change.Policy.People.TryGetValue(", "=> IS || change.Policy.People.TryGetValue(")),
        new("a step that is not written down",
            (Features + "Clocks/TakeStep.cs", "                change.Record(\"ladder.nudged\",", "                if (!IS) change.Record(\"ladder.nudged\",")),
        new("what looks like spam has no clock",
            (Features + "Intake/OpenLead.cs", "        StartClock.Run(change,", "        if (!IS || !request.IsHeld) StartClock.Run(change,")),
        new("a lease that is over at once",
            (Platform + "Jobs/Job.cs", "Until = tx.Now + Lease,", "Until = tx.Now + (IS ? Duration.Zero : Lease),")),
        new("an erasure that forgets the outbox",
            (Features + "Erasure/CalledOff.cs", "        JobQueue.CallOff(tx, workspace, jobs.ConvertAll(job => job.Id), Why);\n",
                "        if (!IS) JobQueue.CallOff(tx, workspace, jobs.ConvertAll(job => job.Id), Why);\n")),
        new("an erasure that does not follow a merging",
            (Features + "Erasure/ErasedFamily.cs", "or merged_into in (select value from {tx.Elements(\"Next\")}))",
                "or (merged_into in (select value from {tx.Elements(\"Next\")}) and @Blind = 0))"),
            (Features + "Erasure/ErasedFamily.cs", "Next = JsonSerializer.Serialize(next) });",
                "Next = JsonSerializer.Serialize(next), Blind = IS });")),
        new("an erasure that leaves what was sent",
            (Features + "Erasure/ErasedSubmissions.cs", "body = '', content_type = null,", "body = case when @Left = 1 then body else '' end, content_type = null,"),
            (Features + "Erasure/ErasedSubmissions.cs", "family.Workspace, row.Id, Key =", "Left = IS, family.Workspace, row.Id, Key =")),
        new("an event that is sealed without the one before",
            (Platform + "Ledger/Ledger.cs", "var hash = Seal(head.Hash, number,", "var hash = Seal(IS ? \"\" : head.Hash, number,")),
    ];

    /// <summary>
    /// Copies the source with every bug planted in it. What is there already and is the same stays untouched, so that only
    /// what changed is built again.
    /// </summary>
    public static void Plant(string root, string copy)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["src/Handraiser.App/PlantedBug.cs"] = "namespace Handraiser.App;\n"
                + "internal static class PlantedBug { public static string? Now { get; set; } public static bool Is(string bug) => Now == bug; }\n",
        };
        foreach (var bug in All)
        {
            foreach (var (file, right, wrong) in bug.Edits)
            {
                var text = texts.GetValueOrDefault(file) ?? File.ReadAllText(Path.Combine(root, file));
                texts[file] = Edit(file, text, right, wrong.Replace("IS", $"global::Handraiser.App.PlantedBug.Is(\"{bug.Name}\")", StringComparison.Ordinal), bug.Name);
            }
        }
        var wanted = Sources(root).ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(root, file)));
        foreach (var (file, text) in texts) wanted[file] = Encoding.UTF8.GetBytes(text);
        foreach (var gone in Sources(copy).Where(file => !wanted.ContainsKey(file))) File.Delete(Path.Combine(copy, gone));
        foreach (var (file, bytes) in wanted) Write(Path.Combine(copy, file), bytes);
    }

    static string Edit(string file, string text, string right, string wrong, string name)
    {
        var first = text.IndexOf(right, StringComparison.Ordinal);
        if (first < 0 || text.IndexOf(right, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new YardException($"\"{name}\" cannot be planted: its place in {Path.GetFileName(file)} is not there, or not the only one.\n{right}");
        }
        return text.Replace(right, wrong, StringComparison.Ordinal);
    }

    // All that the build of the yard reads, by its path from the root.
    static IEnumerable<string> Sources(string root) => Folders
        .Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Concat(!Directory.Exists(root) ? [] : Directory.EnumerateFiles(root)
            .Where(file => Path.GetExtension(file) is ".props" or ".json" or "" or ".editorconfig" or ".config"))
        .Select(file => Path.GetRelativePath(root, file));

    static void Write(string file, byte[] bytes)
    {
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
