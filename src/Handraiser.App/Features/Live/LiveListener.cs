using System.Threading.Channels;

namespace Handraiser.App.Features.Live;

/// <summary>
/// Something changed. Topics, separated by spaces, say what; the number is where to go on from after a break.
/// </summary>
internal readonly record struct LiveNews(long Id, string Topics);

/// <summary>
/// A page that is told of changes. One that does not keep up is let go: it comes back and looks anew.
/// </summary>
internal sealed class LiveListener(string workspace)
{
    const int MostWaiting = 64;
    readonly Channel<LiveNews> waiting = Channel.CreateBounded<LiveNews>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public string Workspace => workspace;

    public ChannelReader<LiveNews> News => waiting.Reader;

    public void Tell(LiveNews news)
    {
        if (!waiting.Writer.TryWrite(news)) waiting.Writer.TryComplete();
    }
}
