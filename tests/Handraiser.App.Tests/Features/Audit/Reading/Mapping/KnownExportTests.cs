using Handraiser.Core.Proof;
using Handraiser.Core.Touches;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class KnownExportTests
{
    [Fact]
    public void HubSpot()
    {
        using var export = new Export()
            .With("leads", "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Original Source,Create Date,First "
                + "Conversion Date,Country/Region\n"
                + "51,Ann,Berg,ann@acme.example,+47 40000000,Kari,UNQUALIFIED,Organic search,2026-03-02 09:05,2026-03-02 09:00,Norway\n"
                + "52,Bo,Dahl,bo@acme.example,+47 40000001,Kari,CONNECTED,Paid search,2026-03-03 09:05,2026-03-03 09:00,Norway\n")
            .With("activities", "Record ID,Activity type,Call direction,Call outcome,Call duration,Activity date,Create date,Activity assigned to,"
                + "Associated Contact IDs\n"
                + "1,Call,OUTBOUND,No answer,12000,2026-03-02 09:10,2026-03-02 09:11,Kari,51\n2,Call,OUTBOUND,Connected,180000,2026-03-02 10:10,"
                    + "2026-03-02 10:15,Kari,51;52\n"
                + "3,Email,INCOMING_EMAIL,,,2026-03-03 12:00,2026-03-03 12:00,Kari,52\n")
            .With("deals", "Record ID,Deal Name,Deal Stage,Close Date,Create Date,Amount,Deal owner,Associated Contact IDs\n9,Big,Closed won,"
                + "2026-04-01 10:00,2026-03-10 10:00,5000,Kari,52\n");
        var reading = export.Read();
        var (leads, touches, deals) = (reading.History!.Leads, reading.History.Touches, reading.History.Deals);
        Assert.All(reading.Files, file => Assert.Equal("HubSpot", file.System));
        Assert.Equal(("2026-03-02T09:00:00Z", "2026-03-02T09:05:00Z"), (Export.At(leads.RaisedAt[0]), Export.At(leads.LoggedAt[0])));
        Assert.Equal([Ending.Disqualified, Ending.Won], leads.Ending);
        Assert.Equal([Grade.Attempt, Grade.TwoWay, Grade.TwoWay], touches.Grade);
        Assert.Equal([12, 180, -1], touches.Lasted);
        Assert.Equal([false, false, true], touches.Inbound);
        Assert.Equal((1, Link.Id, 5000.0), (deals.Lead[0], deals.Link[0], deals.Value[0]));
    }

    [Fact]
    public void Salesforce()
    {
        using var export = new Export()
            .With("leads", "Id,FirstName,LastName,Company,Email,LeadSource,Status,IsConverted,CreatedDate,OwnerId\n"
                + "00Q000000000001AAA,Ann,Berg,Acme,ann@acme.example,Web,Working - Contacted,false,2026-03-02T09:00:00.000+0000,005A\n"
                + "00Q000000000002AAB,Bo,Dahl,Acme,bo@acme.example,Web,Open - Not Contacted,false,2026-03-02T10:00:00.000+0000,005A\n"
                + "00Q000000000003AAC,Cy,Dahl,Acme,cy@acme.example,Web,Closed - Converted,true,2026-03-02T11:00:00.000+0000,005A\n")
            .With("activities", "Id,WhoId,Subject,ActivityDate,CreatedDate,Status,TaskSubtype,CallDurationInSeconds,CallType,CallDisposition,"
                + "OwnerId\n"
                + "1,00Q000000000001,Call,2026-03-02,2026-03-02T09:10:00.000+0000,Completed,Call,120,Outbound,Connected,005A\n"
                + "2,00Q000000000002AAB,Send letter,2026-03-09,2026-03-02T09:10:00.000+0000,Not Started,Task,,,,005A\n");
        var reading = export.Read();
        var (leads, touches) = (reading.History!.Leads, reading.History.Touches);
        Assert.All(reading.Files, file => Assert.Equal("Salesforce", file.System));
        Assert.Equal([Reached.Contacted, Reached.None, Reached.Qualified | Reached.Contacted], leads.Reached);
        Assert.Equal((1, true, Grade.TwoWay), (touches.Count, touches.DateOnly[0], touches.Grade[0]));
        Assert.Equal("It is planned and has not happened.", reading.Rejected[0].Reason);
        Assert.Contains(reading.Notes, note => note is { Kind: "column-of-dates-only", Column: "ActivityDate" });
    }

    [Fact]
    public void Zoho()
    {
        using var export = new Export()
            .With("leads", "LEADID,Last Name,Lead Owner,Email,Mobile,Lead Source,Lead Status,Created Time,CONVERTED\n"
                + "zcrm_4563,Denson,David,g@c.example,660-485-0224,Partner,Junk Lead,\"15 Apr, 2021 10:03:00\",No\n")
            .With("activities", "TASKID,Call Start Time,Call Duration (in minutes),Call Owner,Call Type,Created Time,LEADID\n7,2021-04-15 10:33:00,"
                + "7,David,Outbound,2021-04-15 10:40:00,4563\n");
        var reading = export.Read();
        Assert.All(reading.Files, file => Assert.Equal("Zoho", file.System));
        var (leads, touches) = (reading.History!.Leads, reading.History.Touches);
        Assert.Equal((Ending.Disqualified, 0, 420, Channel.Call), (leads.Ending[0], touches.Lead[0], touches.Lasted[0], touches.Channel[0]));
        Assert.Contains(reading.Notes, note => note.Kind == "several-date-formats");
    }

    [Fact]
    public void Pipedrive()
    {
        using var export = new Export()
            .With("leads", "Lead - ID,Lead - Title,Lead - Owner,Lead - Source,Lead - Lead created,Person - Email\na1,Acme,Kari,Web,2026-03-02 "
                + "09:00:00,ann@acme.example\n")
            .With("activities", "Activity - ID,Activity - Type,Activity - Subject,Activity - Done,Activity - Marked as done time,Activity - "
                + "Duration,Activity - Assigned to user,Person - Email\n"
                + "1,Call,Ring,Done,2026-03-02 09:20:00,00:30,Kari,ann@acme.example\n2,Call,Ring,To do,2026-03-02 09:20:00,00:30,Kari,"
                    + "ann@acme.example\n")
            .With("deals", "Deal - ID,Deal - Status,Deal - Value,Deal - Won time,Deal - Deal created,Deal - Owner,Person - Email\n5,Won,1000,"
                + "2026-04-02 09:00:00,2026-03-05 09:00:00,Kari,ann@acme.example\n");
        var reading = export.Read();
        Assert.All(reading.Files, file => Assert.Equal("Pipedrive", file.System));
        var (touches, deals) = (reading.History!.Touches, reading.History.Deals);
        Assert.Equal((1, 0, 1800), (touches.Count, touches.Lead[0], touches.Lasted[0]));
        Assert.Equal((Link.Email, DealState.Won), (deals.Link[0], deals.State[0]));
        Assert.Equal(2, reading.Joins!.ByEmail);
    }

    [Fact]
    public void Handraiser_itself()
    {
        using var export = new Export()
            .With("leads", "lead_id,raised_at,logged_at,owner,source,kind,email\n1,2026-03-02T09:00:00Z,2026-03-02T09:00:01Z,ann@acme.example,form,"
                + "demo,x@y.example\n")
            .With("activities", "touch_id,lead_id,at,logged_at,grade,origin,channel,owner\n1,1,2026-03-02T09:04:00Z,2026-03-02T09:04:01Z,two-way,"
                + "observed,Call,ann@acme.example\n");
        var reading = export.Read();
        Assert.All(reading.Files, file => Assert.Equal("Handraiser", file.System));
        var touches = reading.History!.Touches;
        Assert.Equal((Grade.TwoWay, Origin.Observed, Channel.Call), (touches.Grade[0], touches.Origin[0], touches.Channel[0]));
        Assert.Equal("demo", reading.History.Leads.Kind[0]);
    }

    [Fact]
    public void Norwegian_and_German_headers_of_nobodys_system()
    {
        using var export = new Export { Map = "activities: { words: { outcome: { Traff: reached } } }" }
            .With("leads", "Kundenr;Opprettet;Kilde;Selger;Status\n7;02.03.2026 09:00;Messe;Kari;Tapt\n")
            .With("activities", "Kundennummer;Zeitpunkt;Type;Ergebnis;Dauer\n7;02.03.2026 09:30;Anruf;Nicht erreicht;10\n7;02.03.2026 "
                + "09:50;Anruf;Traff;90\n");
        var reading = export.Read();
        Assert.Equal((Ending.Lost, "Messe", "Kari"), (reading.History!.Leads.Ending[0], reading.History.Leads.Source[0],
            reading.History.Leads.Owner[0]));
        Assert.Equal([Grade.Attempt, Grade.TwoWay], reading.History.Touches.Grade);
    }

    [Fact]
    public void Columns_of_unknown_names_are_found_by_what_stands_in_them()
    {
        var leads = string.Concat(Enumerable.Range(1, 30).Select(i => $"K{i},2026-03-{i % 28 + 1:00} 09:0{i % 10}:00,p{i}@acme.example\n"));
        var calls = string.Concat(Enumerable.Range(1, 30).Select(i =>
            $"{(i % 2 == 0 ? "no answer" : "connected")},2026-03-{i % 28 + 1:00} 1{i % 10}:00:00,K{i}\n"));
        using var export = new Export().With("leads", "aaa,bbb,ccc\n" + leads).With("activities", "xxx,yyy,zzz\n" + calls);
        var reading = export.Read();
        Assert.Equal(0, reading.Joins!.Orphans);
        Assert.Contains(reading.Columns, use => use is { Table: "activities", Field: "lead", Column: "zzz" }
            && use.Evidence.Contains("ids of leads", StringComparison.Ordinal));
        Assert.Contains(reading.Columns, use => use is { Field: "outcome", Column: "xxx" });
    }
}
