using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class PickupFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("handraiser-outbox").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Outbox => Path.Combine(root, "out", "box");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_letter_becomes_a_file_of_its_bytes_and_nothing_else_is_left()
    {
        var outcome = await new PickupFolder(Outbox).SendAsync(Letters.Plain, Cancel);

        Assert.IsType<SendOutcome.Accepted>(outcome);
        var file = Assert.Single(Directory.GetFiles(Outbox));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Equal(LetterWriter.Write(Letters.Plain), await File.ReadAllBytesAsync(file, Cancel));
    }

    [Fact]
    public async Task The_same_letter_sent_often_and_at_once_is_one_file()
    {
        var folder = new PickupFolder(Outbox);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => folder.SendAsync(Letters.Plain, Cancel)));
        await folder.SendAsync(Letters.Plain with { Date = Letters.Plain.Date + Duration.FromSeconds(1) }, Cancel);

        Assert.Equal(2, Directory.GetFiles(Outbox).Length);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_defers_the_letter()
    {
        var file = Path.Combine(root, "file");
        await File.WriteAllTextAsync(file, "", Cancel);

        var outcome = await new PickupFolder(file).SendAsync(Letters.Plain, Cancel);

        Assert.True(Assert.IsType<SendOutcome.Deferred>(outcome).NeedsMending);
    }
}
