using System.Text;
using Handraiser.App.Features.Intake;
using Handraiser.Core.Screening;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>
/// People who raise hands. Each sends with a key, to any node, sometimes twice at once, and asks again when no answer comes.
/// What they were told is the measure of everything: it must be true at the end.
/// </summary>
internal sealed class Buyers(World world)
{
    static readonly string[] Kinds = ["call-me", "demo", "demo", "pricing", "content", "community"];
    readonly Dictionary<string, string> acknowledged = new(StringComparer.Ordinal);

    public int Sent { get; private set; }

    /// <summary>What each key's sender wrote that nobody else did.</summary>
    public static string WordsOf(string key) => $"Number {key[1..]}.";

    /// <summary>The request id that each key's sender was given.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    public void Plan(Instant until)
    {
        var count = world.Dice.Between(2, 8);
        for (var n = 0; n < count; n++)
        {
            var at = world.Now + ((until - world.Now) * world.Dice.Fraction());
            var key = $"k{n}";
            var json = Write(n);
            var workspace = world.Dice.Chance(0.15) ? world.Other.Workspace : world.Company.Workspace;
            var copies = world.Dice.Chance(0.2) ? world.Dice.Between(2, 4) : 1;
            for (var copy = 0; copy < copies; copy++) world.At(at, () => world.Outside.Start(() => SendAsync(workspace, key, json)));
        }
    }

    async Task SendAsync(string workspace, string key, string json)
    {
        Sent++;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var node = world.Dice.Of(world.Nodes);
            var result = await node.CallAsync(one => one.Get<ReceiveSubmission>().RunAsync(Submission(workspace, key,
                json)), Duration.FromSeconds(20));
            if (result is CaptureResult.Captured captured)
            {
                Heard(key, captured.Answer.RequestId, captured.Repeat);
                return;
            }
            if (result is CaptureResult.Stored stored)
            {
                Heard(key, stored.Id, repeat: false);
                return;
            }
            if (result is CaptureResult.KeyReused) world.Checks.Report($"The key {key} was refused for its own body.");
            await WaitAsync(Duration.FromSeconds(world.Dice.Between(1, 60 << Math.Min(attempt, 4))));
        }
    }

    void Heard(string key, string request, bool repeat)
    {
        world.Trace.Say(world.Now, "buyer", $"{key} is told {request}{(repeat ? " again" : "")}");
        if (repeat) world.Sometimes.Saw("a sender asks again and gets the same answer");
        if (acknowledged.TryAdd(key, request)) world.Checks.Acknowledged(key, request);
        else if (acknowledged[key] != request) world.Checks.Report($"The key {key} was answered with {acknowledged[key]} and with {request}.");
    }

    Task WaitAsync(Duration wait)
    {
        var done = new TaskCompletionSource();
        world.After(wait, () => world.Outside.Post(_ => done.TrySetResult(), null));
        return done.Task;
    }

    static Submission Submission(string workspace, string key, string json) => new()
    {
        WorkspaceId = workspace, Channel = "api", Raw = json, IdempotencyKey = key,
        Body = JsonBody.Read(Encoding.UTF8.GetBytes(json)).Body!,
        Signals = json.Contains("cheap pills", StringComparison.Ordinal) ? new SpamSignals { HoneypotFilled = true,
            LinkCount = 9, Message = "cheap pills" } : new SpamSignals(),
    };

    // Few people, so that they meet: the same one again, a phone that two share, a company known before.
    string Write(int n)
    {
        var who = world.Dice.Below(5);
        var phone = world.Dice.Chance(0.3) ? $$""","phone":"+47400000{{who / 2:00}}" """ : "";
        var message = world.Dice.Chance(0.1) ? "cheap pills" : $"Number {n}.";
        return $$"""
            {"kind":"{{world.Dice.Of(Kinds)}}","person":{"email":"p{{who}}@company{{who % 4}}.example","name":"Buyer P{{who}}"{{phone}}},"company":{"name":"Company {{who % 4}}","country":"{{world.Dice.Of(["NO", "SE", "US"])}}"},"message":"{{message}}"}
            """;
    }
}
