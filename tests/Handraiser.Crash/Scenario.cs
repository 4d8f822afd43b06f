namespace Handraiser.Crash;

/// <summary>A piece of the product's life that is attacked at every write.</summary>
/// <param name="PrepareAsync">Sets the scene unattacked, and tells what is then done under attack, one after the
/// other.</param>
internal sealed record Scenario(string Name, Func<Floor, Task<IReadOnlyList<Deed>>> PrepareAsync)
{
    /// <summary>Its deeds are done at once, so that many share a commit.</summary>
    public bool IsTogether { get; init; }

    /// <summary>It ends with the server's orderly end.</summary>
    public bool Stops { get; init; }

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("intake", floor => Only(Deed.Raise(floor, floor.Buyer()), Deed.Raise(floor, floor.Buyer(), "community"))),
        new("form", async floor => await FormAsync(floor)),
        new("together", floor =>
            Only([.. Enumerable.Range(0, 12).Select(_ => Deed.Raise(floor, floor.Buyer()))])) { IsTogether = true },
        new("join", async floor =>
        {
            var email = floor.Buyer();
            await floor.LeadAsync(email: email);
            return [Deed.Raise(floor, email, "demo")];
        }),
        new("claim", async floor =>
            Act(await floor.LeadAsync(country: Stage.Waits), floor, "claim", new { rep = Stage.Ann },
            "select count(*) from lead where id = @Id and claimed_at is not null")),
        new("assign", async floor =>
            Act(await floor.LeadAsync(country: Stage.Waits), floor, "assignment",
                new { rep = Stage.Bob, by = Stage.Admin },
            "select count(*) from assignment where lead_id = @Id and cause = 'manual'")),
        new("touch", async floor =>
            Act(await floor.LeadAsync(), floor, "touches",
                new { rep = Stage.Ann, grade = "two-way", channel = "phone", note = "Rang." },
            "select count(*) from touch where lead_id = @Id")),
        new("close", async floor =>
            Act(await floor.LeadAsync(), floor, "close", new { rep = Stage.Ann, outcome = "won" },
            "select count(*) from lead where id = @Id and state = 'closed'")),
        new("merge", async floor =>
        {
            var (ends, goesOn) = (await floor.LeadAsync(), await floor.LeadAsync());
            return Act(ends, floor, "merge", new { rep = Stage.Ann, into = goesOn },
                "select count(*) from lead where id = @Id and merged_into is not null", goesOn);
        }),
        new("release", ReleaseAsync),
        new("publish", PublishAsync),
        new("ladder", async floor =>
        {
            var lead = await floor.LeadAsync("chat");
            return [Deed.Wait("a ladder climbed to its end", () => floor.HasHappenedAsync(lead, "ladder.on-call"), 50)];
        }),
        new("mail", async floor =>
        {
            var letters = floor.Mail.Letters;
            await Task.CompletedTask;
            return [Deed.Raise(floor, floor.Buyer()),
                Deed.Wait("an alert sent", () => Task.FromResult(floor.Mail.Letters > letters))];
        }),
        new("stop", floor => Only(Deed.Raise(floor, floor.Buyer()))) { Stops = true },
    ];

    /// <summary>Does what is to be done, however much of it the server lives to see.</summary>
    public async Task PlayAsync(IReadOnlyList<Deed> deeds, Served server)
    {
        if (IsTogether) await Task.WhenAll(deeds.Select(deed => deed.DoAsync()));
        else
        {
            foreach (var deed in deeds)
            {
                if (!server.IsAlive) return;
                await deed.DoAsync();
            }
        }
        if (!Stops) return;
        server.Signal(Served.Terminate);
        await server.IsGoneWithinAsync(TimeSpan.FromSeconds(30));
    }

    static Task<IReadOnlyList<Deed>> Only(params Deed[] deeds) => Task.FromResult<IReadOnlyList<Deed>>(deeds);

    static IReadOnlyList<Deed> Act(string lead, Floor floor, string act, object body, string stored,
        string? shown = null)
    {
        return [Deed.Of($"{act} of {lead}", lead, () => floor.Server.ActAsync(lead, act, body), stored, shown)];
    }

    static async Task<IReadOnlyList<Deed>> FormAsync(Floor floor)
    {
        await Task.CompletedTask;
        var email = floor.Buyer();
        return
        [
            new("a form sent", async deed =>
            {
                var form = new FormUrlEncodedContent([new("email", email), new("message", "Please call me.")]);
                var answer = await floor.Server.SendAsync(new(HttpMethod.Post,
                    $"/f/{floor.Stage.Workspace.FormId}") { Content = form });
                deed.Marker = answer?.Location;
                return answer is { Status: 303 };
            },
            // Its thanks name the request, sealed.
            async (tx, deed) => await tx.SingleAsync<long>("select count(*) from request where id = @Id",
                new { Id = deed.Marker!.Split("?r=")[1].Split('-')[0] }) == 1),
        ];
    }

    static async Task<IReadOnlyList<Deed>> ReleaseAsync(Floor floor)
    {
        var answer = await floor.Server.RaiseAsync(new
        {
            kind = "contact", person = new { email = $"x{floor.Next()}@mailinator.com", name = "Cheap SEO" },
            message = "Dear sir, guaranteed first page ranking http://a.example http://b.example http://c.example "
                + "http://d.example http://e.example viagra casino crypto",
        }, $"key-{floor.Next()}");
        var lead = answer!.Read("leadId")!;
        var admin = await floor.AdminAsync();
        var token = await admin.TokenAsync(floor.Server.Address, $"/leads/{lead}");
        return
        [
            Deed.Of($"release of {lead}", lead, () =>
                admin.PostAsync(floor.Server.Address, $"/leads/{lead}/release", [], token),
                "select count(*) from event where stream = @Id and kind = 'lead.released'"),
        ];
    }

    static async Task<IReadOnlyList<Deed>> PublishAsync(Floor floor)
    {
        var admin = await floor.AdminAsync();
        var page = await admin.PageAsync(floor.Server.Address, "/playbook");
        var note = $"note {floor.Next()}";
        var fields = new Dictionary<string,
            string> { ["Seen"] = page.Version, ["Text"] = Stage.Playbook, ["Note"] = note };
        return
        [
            new("a playbook published",
                async deed =>
                {
                    var answer = await admin.PostAsync(floor.Server.Address, "/playbook", fields, page.Token);
                    deed.Marker = "Location: /playbook";
                    return answer is { Status: 303 };
                },
                async (tx, _) => await tx.SingleAsync<long>("select count(*) from playbook where note = @Note",
                    new { Note = note }) == 1),
        ];
    }
}
