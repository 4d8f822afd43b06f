using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake.Spool;

/// <summary>The folder itself: what is in it after a crash, and what it does when the disk does not do its part.</summary>
public sealed class SpoolFolderTests
{
    static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_at_once_share_a_sync_and_nobody_is_answered_before_it()
    {
        using var disk = new SlowDisk();
        await using var spool = Open(TestDatabases.NewFolder(), disk.Disk);
        var first = spool.TakeAsync(Sent("a"), Now);
        await disk.Reached.WaitAsync(Cancel);
        var others = Enumerable.Range(0, 50).Select(i => spool.TakeAsync(Sent($"b{i}"), Now)).ToList();
        Assert.False(first.IsCompleted || others.Exists(one => one.IsCompleted));

        disk.Go.Set();

        Assert.All(await Task.WhenAll([first, .. others]), one => Assert.IsType<CaptureResult.Stored>(one));
        // The folder and the first, then all the others.
        Assert.Equal(3, disk.Syncs);
        Assert.Equal(51, spool.Waiting().Count);
    }

    [Fact]
    public async Task After_a_restart_all_of_it_is_there_in_order_and_the_receipts_hold()
    {
        var folder = TestDatabases.NewFolder();
        await using (var spool = Open(folder)) foreach (var key in (string[])["c", "a", "b"]) await spool.TakeAsync(Sent(key), Now);

        await using var again = Open(folder);

        Assert.Equal(["c", "a", "b"], again.Next(10, DateTimeOffset.MaxValue).Select(entry => entry.Key));
        Assert.Equal(new(3, Now), again.Waiting());
        Assert.Equal(new CaptureResult.Stored("receipt-a"), await again.TakeAsync(Sent("a") with { Receipt = "another" }, Now));
        Assert.Equal(new CaptureResult.KeyReused(), await again.Find(Sent("a") with { Raw = "else" })!);
        Assert.Null(again.Find(Sent("d")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(100)]
    public async Task A_torn_end_is_cut_and_what_was_whole_stays(int left)
    {
        var folder = TestDatabases.NewFolder();
        await using (var spool = Open(folder)) await spool.TakeAsync(Sent("a"), Now);
        var file = Directory.GetFiles(folder, "*.spool").Single();
        var whole = await File.ReadAllBytesAsync(file, Cancel);
        await File.WriteAllBytesAsync(file, [.. whole, .. whole[..left]], Cancel);

        await using (var again = Open(folder))
        {
            var entry = Assert.Single(again.Next(10, DateTimeOffset.MaxValue));
            Assert.Equal(Sent("a").Raw, again.Read(entry)!.Raw);
        }

        Assert.Equal(whole, await File.ReadAllBytesAsync(file, Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(60)]
    public async Task One_wrong_byte_is_never_read_as_a_record(int at)
    {
        var folder = TestDatabases.NewFolder();
        await using (var spool = Open(folder)) await spool.TakeAsync(Sent("a"), Now);
        var file = Directory.GetFiles(folder, "*.spool").Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        await using var again = Open(folder);

        Assert.Empty(again.Next(10, DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task Zeros_that_a_power_cut_left_are_cut_as_well()
    {
        var folder = TestDatabases.NewFolder();
        await using (var spool = Open(folder)) await spool.TakeAsync(Sent("a"), Now);
        var file = Directory.GetFiles(folder, "*.spool").Single();
        await File.AppendAllBytesAsync(file, new byte[4096], Cancel);

        await using var again = Open(folder);

        Assert.Single(again.Next(10, DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task What_cannot_be_read_in_a_file_that_was_whole_is_set_aside_and_not_deleted()
    {
        var folder = TestDatabases.NewFolder();
        for (var i = 0; i < 2; i++)
        {
            await using var spool = Open(folder);
            await spool.TakeAsync(Sent($"a{i}"), Now);
            await spool.TakeAsync(Sent($"b{i}"), Now);
        }
        var file = Directory.GetFiles(folder, "*.spool").Order().First();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        await using var again = Open(folder);
        var left = again.Next(10, DateTimeOffset.MaxValue);
        left.ForEach(again.Done);

        Assert.Equal(["a0", "a1", "b1"], left.Select(entry => entry.Key));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file + ".damaged", Cancel));
        Assert.Empty(Directory.GetFiles(folder, "*.spool"));
    }

    [Fact]
    public async Task What_the_database_has_leaves_the_disk_and_makes_room()
    {
        var folder = TestDatabases.NewFolder();
        await using var spool = Open(folder, megabytes: 1);
        await FillAsync(spool);
        Assert.False(spool.IsTaking);

        spool.Next(int.MaxValue, DateTimeOffset.MaxValue).ForEach(spool.Done);

        Assert.Empty(Directory.GetFiles(folder, "*.spool"));
        Assert.True(spool.IsTaking);
        Assert.IsType<CaptureResult.Stored>(await spool.TakeAsync(Sent("after"), Now));
    }

    [Fact]
    public async Task A_full_spool_takes_nothing_and_still_knows_what_it_has()
    {
        var folder = TestDatabases.NewFolder();
        await using var spool = Open(folder, megabytes: 1);
        await FillAsync(spool);

        Assert.IsType<CaptureResult.Unavailable>(await spool.TakeAsync(Sent("more", 60_000), Now));
        Assert.IsType<CaptureResult.Stored>(await spool.TakeAsync(Sent("0", 60_000), Now));
        Assert.True(Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length) <= 1024 * 1024);
        Assert.Null(spool.Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_failed_write_or_sync_nothing_is_acknowledged_any_more_and_what_was_stays(bool whileSyncing)
    {
        var folder = TestDatabases.NewFolder();
        var isBroken = false;
        var real = new SpoolDisk();
        var disk = new SpoolDisk
        {
            Write = (file, bytes, offset) =>
            {
                if (isBroken && !whileSyncing) throw new IOException("No space left on device");
                real.Write(file, bytes, offset);
            },
            Sync = file => { if (isBroken && whileSyncing) throw new IOException("Input/output error"); real.Sync(file); },
        };
        await using (var spool = Open(folder, disk))
        {
            await spool.TakeAsync(Sent("before"), Now);
            isBroken = true;
            Assert.IsType<CaptureResult.Unavailable>(await spool.TakeAsync(Sent("during"), Now));
            isBroken = false;

            Assert.IsType<CaptureResult.Unavailable>(await spool.TakeAsync(Sent("after"), Now));
            Assert.Contains(whileSyncing ? "Input/output" : "No space", spool.Fault, StringComparison.Ordinal);
            Assert.False(spool.IsTaking);
            Assert.Equal("before", Assert.Single(spool.Next(10, DateTimeOffset.MaxValue)).Key);
        }
        await using var again = Open(folder);
        Assert.Equal("before", Assert.Single(again.Next(10, DateTimeOffset.MaxValue)).Key);
        Assert.Null(again.Fault);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_and_told_what_to_do()
    {
        var folder = TestDatabases.NewFolder();
        await using (Open(folder))
        {
            var refusal = Assert.Throws<IOException>(() => Open(folder));
            Assert.Contains(folder, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("HANDRAISER_SPOOL", refusal.Message, StringComparison.Ordinal);
        }
        await using var next = Open(folder);
        Assert.True(next.IsTaking);
    }

    [Fact]
    public async Task Everything_a_submission_is_made_of_comes_back()
    {
        var folder = TestDatabases.NewFolder();
        var sent = Sent("a") with
        {
            FormId = "form", KeyId = "key", ContentType = "application/json", Network = "192.0.2.0/24", Agent = "curl", MayImport = true,
            HeldBecause = "A human looks.", Raw = """{"kind":"demo","person":{"email":"jörg\u0000@buyer.example"},"message":"x 🖐 \"y\""}""",
        };
        await using (var spool = Open(folder)) await spool.TakeAsync(sent, Now);

        await using var again = Open(folder);
        var read = again.Read(again.Next(1, DateTimeOffset.MaxValue).Single())!.Again();

        // As they are told: what either has worked out for itself by now is no part of it.
        Assert.Equal((sent with { Body = read.Body, Signals = read.Signals, ReceivedAt = Now }).ToString(), read.ToString());
        Assert.Equal(JsonBody.Read(System.Text.Encoding.UTF8.GetBytes(sent.Raw)).Body!.Message, read.Body.Message);
    }

    static Submission Sent(string key, int length = 100) => new()
    {
        WorkspaceId = "w", Channel = "api", IdempotencyKey = key, Receipt = $"receipt-{key}", Body = new RequestBody(),
        Raw = $$"""{"person":{"email":"{{key}}@buyer.example"},"message":"{{new string('x', length)}}"}""",
    };

    static SpoolFolder Open(string folder, SpoolDisk? disk = null, int megabytes = 64) => new(
        new Settings { Spool = folder, SpoolMegabytes = megabytes }, disk ?? new SpoolDisk(), NullLogger<SpoolFolder>.Instance);

    static async Task FillAsync(SpoolFolder spool)
    {
        for (var i = 0; spool.IsTaking; i++) await spool.TakeAsync(Sent($"{i}", 60_000), Now);
    }

    /// <summary>A disk whose first sync does not return until it is told to.</summary>
    sealed class SlowDisk : IDisposable
    {
        readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int syncs;

        public SlowDisk() => Disk = new SpoolDisk
        {
            Sync = _ =>
            {
                Interlocked.Increment(ref syncs);
                reached.TrySetResult();
                Go.Wait();
            },
        };

        public SpoolDisk Disk { get; }

        public ManualResetEventSlim Go { get; } = new();

        public Task Reached => reached.Task;

        public int Syncs => syncs;

        public void Dispose() => Go.Dispose();
    }
}
