using System.Net;
using System.Net.Http.Headers;

namespace Handraiser.Yard;

/// <summary>Whoever receives webhooks and chat messages. Like the mail server it misbehaves in every way there is.</summary>
internal sealed class HookPeer(World world)
{
    readonly Dictionary<string, int> heard = new(StringComparer.Ordinal);

    public int Count => heard.Count;

    public HttpMessageHandler DoorOf(Node node) => new Door(world, node);

    HttpResponseMessage Take(HttpRequestMessage request)
    {
        if (request.Headers.TryGetValues("webhook-id", out var ids))
        {
            var id = ids.First();
            heard[id] = heard.GetValueOrDefault(id) + 1;
            world.Trace.Say(world.Now, "webhook", $"takes {id}");
            if (heard[id] == 2) world.Sometimes.Saw("the same event delivered twice");
        }
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
    }

    static HttpResponseMessage Say(HttpStatusCode status) => new(status) { Content = new ByteArrayContent([]) };

    sealed class Door(World world, Node node) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await node.TurnAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var faults = world.Faults;
            if (faults.Fires(Fault.HookHangs)) await HangAsync(cancellationToken);
            if (faults.Fires(Fault.HookResets)) throw new HttpRequestException("The connection was reset.");
            if (faults.Fires(Fault.HookRedirects)) return Say(HttpStatusCode.Found);
            if (faults.Fires(Fault.HookFails)) return Say(HttpStatusCode.InternalServerError);
            if (faults.Fires(Fault.HookBusy)) return Busy();
            if (world.Dice.Chance(0.05) && faults.Fires(Fault.HookGone))
            {
                world.Sometimes.Saw("a webhook endpoint that said it is gone");
                return Say(HttpStatusCode.Gone);
            }
            var answer = world.Hooks.Take(request);
            await node.TurnAsync();
            if (faults.Fires(Fault.HookReplyLost)) throw new HttpRequestException("The connection was reset.");
            return answer;
        }

        HttpResponseMessage Busy()
        {
            var busy = Say(HttpStatusCode.TooManyRequests);
            busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(world.Dice.Between(1, 300)));
            return busy;
        }

        static async Task HangAsync(CancellationToken cancel)
        {
            var never = new TaskCompletionSource();
            await using var leave = cancel.UnsafeRegister(_ => never.TrySetCanceled(cancel), null);
            await never.Task;
        }
    }
}
