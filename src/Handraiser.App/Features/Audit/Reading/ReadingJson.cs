using System.Text.Encodings.Web;
using System.Text.Json;
using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What was read and how it was understood, for people and programs that want to check it.</summary>
internal static class ReadingJson
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        // Read as a file, never as part of a page.
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(ExportReading reading) => JsonSerializer.Serialize(new
    {
        rows = reading.History is { } history ? new
        {
            leads = history.Leads.Count, activities = history.Touches.Count, deals = history.Deals.Count, costs = history.Costs.Count,
            rejected = reading.Rejected.Sum(one => one.Count),
        } : null,
        until = reading.History is { } known ? Moment.At(known.Until)?.ToString() : null,
        zone = reading.History?.Zone.Id,
        files = reading.Files,
        columns = reading.Columns,
        dates = reading.Times.Select(use => new
        {
            use.Table, use.File, use.Column, forms = use.Forms.ToString(), use.Order, use.DateOnly, use.DateOnlyBecause, use.Unreadable,
        }),
        joined = reading.Joins,
        notes = reading.Notes,
        unknownWords = reading.UnknownWords,
        rejected = reading.Rejected,
    }, Readable);
}
