using System.Globalization;
using Handraiser.App.Features.Intake;
using Handraiser.App.Platform.Ui;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Forms;

/// <summary>Reads what somebody wrote about a form, and names everything that is wrong with it.</summary>
internal sealed class FormDraft
{
    public const int MostFields = 20;
    const string Questions = "Questions";
    const int Longest = 200;
    const int LongestText = 2000;

    readonly IFormCollection posted;
    readonly List<(string Field, string Problem)> problems = [];

    FormDraft(IFormCollection posted) => this.posted = posted;

    public static (FormText? Form, IReadOnlyList<(string Field, string Problem)> Problems) Read(IFormCollection posted)
    {
        var draft = new FormDraft(posted);
        var form = new FormText(draft.Needed("Name", Longest), draft.Kind(), draft.Needed("Title", Longest), draft.Text("Intro", LongestText),
            draft.Fields(), draft.Needed("Button", 60), draft.Needed("Thanks", LongestText), draft.Next());
        return draft.problems.Count == 0 ? (form, []) : (null, draft.problems);
    }

    string Kind()
    {
        var kind = posted["Kind"].ToString();
        if (RequestKinds.Parse(kind) is null) problems.Add(("Kind", "Choose one of the kinds."));
        return kind;
    }

    List<FormField> Fields()
    {
        var placed = new List<(double Place, FormField Field)>();
        for (var i = 0; i < MostFields; i++)
        {
            if (Text($"F{i}.Label", Longest) is not { } label) continue;
            var place = double.TryParse(posted[$"F{i}.Place"], NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : i + 1;
            placed.Add((place, Field(i, label)));
        }
        var fields = placed.OrderBy(one => one.Place).Select(one => one.Field).ToList();
        if (fields.GroupBy(field => field.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            problems.Add((Questions, $"Two questions have the field name “{twice.Key}”. Give each its own."));
        }
        if (!fields.Exists(field => FormNames.MeaningOf(field.Name) is "email" or "phone"))
        {
            problems.Add((Questions, "Ask for an e-mail address or a phone number (field name email or phone): nobody can be answered without one."));
        }
        return fields;
    }

    FormField Field(int i, string label)
    {
        var type = posted[$"F{i}.Type"].ToString();
        if (!FormField.Types.Contains(type)) problems.Add((Questions, $"“{label}”: choose one of the types."));
        var name = Text($"F{i}.Name", 60) ?? Slugs.Of(label).Replace('-', '_');
        if (name.Length == 0 || name[0] == '_' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            problems.Add((Questions, $"“{label}”: a field name is letters, digits, - and _, and does not begin with _."));
        }
        List<string>? options = type == "select" ? [.. (Text($"F{i}.Options", LongestText) ?? "").Split(['\n', ','],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : null;
        if (options is { Count: 0 }) problems.Add((Questions, $"“{label}”: write what to choose from, separated by commas."));
        return new(name, label, type, posted[$"F{i}.Required"].Count > 0, options);
    }

    List<string> Next()
    {
        List<string> pages = [.. (Text("Next", LongestText) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        foreach (var page in pages)
        {
            if (!Uri.TryCreate(page, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0
                || page.Any(c => c is <= ' ' or >= '\x7f'))
            {
                problems.Add(("Next", $"“{page}” is not a whole address. Write it like https://www.example.com/thanks."));
            }
        }
        return pages;
    }

    string Needed(string field, int longest)
    {
        if (Text(field, longest) is { } text) return text;
        if (!problems.Exists(one => one.Field == field)) problems.Add((field, "Write something here."));
        return "";
    }

    string? Text(string field, int longest)
    {
        var text = posted[field].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        if (text.Length > longest) problems.Add((field.Contains('.', StringComparison.Ordinal) ? Questions : field, $"At most {longest} characters."));
        return text.Length == 0 ? null : text;
    }
}
