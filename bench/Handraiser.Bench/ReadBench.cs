using System.Diagnostics;
using System.Globalization;
using System.Text;
using Handraiser.App.Features.Audit.Reading;

namespace Handraiser.Bench;

/// <summary>Writes an export of leads and five times as many activities, and times how long it takes to become columns.</summary>
internal static class ReadBench
{
    static readonly string[] Sources = ["Web form", "Google Ads", "Referral", "Trade fair", "Partner", "Webinar", "Chat", "Newsletter"];
    static readonly string[] Outcomes = ["Connected", "No answer", "Left voicemail", "Busy", "Completed"];
    static readonly string[] Types = ["Call", "Email", "Meeting", "Note", "Call", "Call"];

    public static int Run(string[] args)
    {
        var leads = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("handraiser-read");
        try
        {
            var (leadFile, activityFile) = (Path.Combine(folder.FullName, "leads.csv"), Path.Combine(folder.FullName, "activities.csv"));
            Write(leadFile, activityFile, leads);
            var bytes = new FileInfo(leadFile).Length + new FileInfo(activityFile).Length;
            Console.WriteLine($"{leads} leads and {leads * 5} activities in {bytes >> 20} MiB");
            for (var round = 1; round <= 3; round++)
            {
                using var self = Process.GetCurrentProcess();
                var processor = self.TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                var reading = HistoryReader.Read(new ReadingAsk([leadFile], [activityFile], [], []), new RejectedRows(null));
                watch.Stop();
                self.Refresh();
                var used = self.TotalProcessorTime - processor;
                Console.WriteLine($"round {round}: {watch.Elapsed.TotalSeconds:0.00} s ({used.TotalSeconds:0.00} s of processor), "
                    + $"{bytes / watch.Elapsed.TotalSeconds / (1 << 20):0} MiB/s, "
                    + $"{reading.History!.Touches.Count} touches of {reading.History.Leads.Count} leads, peak {self.PeakWorkingSet64 >> 20} MiB");
                GC.Collect();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    static void Write(string leadFile, string activityFile, int leads)
    {
        var random = new PlainDice(7);
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using var lead = new StreamWriter(leadFile, false, new UTF8Encoding(false), 1 << 20);
        using var activity = new StreamWriter(activityFile, false, new UTF8Encoding(false), 1 << 20);
        lead.Write("Lead ID,First Name,Last Name,Company,Email,Phone,Lead Owner,Lead Source,Lead Status,Country,Employees,Create Date\n");
        activity.Write("Activity ID,Lead ID,Activity Type,Call Direction,Outcome,Duration (seconds),Owner,Activity Date,Created At\n");
        for (var i = 0; i < leads; i++)
        {
            var at = start.AddSeconds(31_000_000.0 * i / leads);
            lead.Write(string.Create(CultureInfo.InvariantCulture,
                $"L{i:0000000},Ann{i % 977},\"Berg {i % 3511}\",Company {i % 20000},ann{i}@company{i % 20000}.example,"
                + $"+47 {40_000_000 + i},rep{i % 40}@acme.example,{Sources[i % 8]},{(i % 9 == 0 ? "Closed Won" : "Contacted")},NO,{i % 700},"
                    + $"{at:yyyy-MM-dd HH:mm:ss}\n"));
            for (var k = 0; k < 5; k++)
            {
                var n = random.Next();
                var on = at.AddSeconds(n % 900_000);
                activity.Write(string.Create(CultureInfo.InvariantCulture,
                    $"A{i * 5L + k},L{i:0000000},{Types[n % 6]},{(n % 7 == 0 ? "Inbound" : "Outbound")},"
                    + $"{Outcomes[n % 5]},{n % 600},rep{i % 40}@acme.example,{on:yyyy-MM-dd HH:mm:ss},"
                        + $"{on.AddSeconds(n % 300):yyyy-MM-dd HH:mm:ss}\n"));
            }
        }
    }

    /// <summary>Numbers that are the same in every run.</summary>
    sealed class PlainDice(uint state)
    {
        public int Next() => (int)((state = state * 1_664_525 + 1_013_904_223) >> 4);
    }
}
