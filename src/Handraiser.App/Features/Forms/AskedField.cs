using Handraiser.App.Features.Intake;

namespace Handraiser.App.Features.Forms;

/// <summary>A question on a buyer's page, with what they answered so far and what is wrong with it.</summary>
public sealed record AskedField(string Name, string Label, string Type, bool Required, string? Value, string? Error, IReadOnlyList<string> Options)
{
    public string? AutoComplete => FormNames.AutoCompleteOf(Name);

    public string? InputMode => Type switch { "email" => "email", "tel" => "tel", "url" => "url", "number" => "decimal", _ => null };

    /// <summary>A form's own questions, and whatever else was posted in its name and is wrong: nobody can mend what is not shown.</summary>
    internal static List<AskedField> Of(Form form, FormPost? post, IReadOnlyList<FieldProblem> problems)
    {
        var own = form.FieldList.Select(field => new AskedField(field.Name, field.Label, field.Type, field.Required,
            post is null ? null : ValueOf(field.Name, post), ErrorOf(field.Name, problems), field.Options ?? [])).ToList();
        return [.. own, .. problems.Select(problem => problem.Field).Distinct().Where(name => !own.Exists(field => field.Name == name))
            .Select(name => new FormPair(name, post is null ? "" : ValueOf(name, post)))
            .Select(pair => new AskedField(pair.Name, LabelOf(pair.Name), TypeOf(pair), false, pair.Value, ErrorOf(pair.Name, problems), []))];
    }

    static string ValueOf(string name, FormPost post) => string.Join(", ", post.Pairs.Where(pair => pair.Name == name).Select(pair => pair.Value));

    /// <summary>The questions of a page that is not ours, as far as its post shows them.</summary>
    internal static List<AskedField> Of(FormPost post, IReadOnlyList<FieldProblem> problems)
    {
        var asked = post.Pairs.Where(pair => !FormNames.IsHidden(pair.Name)).Take(JsonBody.MostFields)
            .Select(pair => new AskedField(pair.Name, LabelOf(pair.Name), TypeOf(pair), false, pair.Value, ErrorOf(pair.Name, problems), [])).ToList();
        if (!asked.Exists(field => field.Type == "email"))
        {
            asked.Insert(0, new("email", "E-mail", "email", false, null, ErrorOf("email", problems), []));
        }
        return asked;
    }

    /// <summary>What travels with the post without being asked.</summary>
    internal static List<FormPair> HiddenOf(FormPost post, IReadOnlyCollection<AskedField> asked) =>
        [.. post.Pairs.Where(pair => pair.Name is not (FormNames.Trap or "_charset_") && !asked.Any(field => field.Name == pair.Name))];

    static string TypeOf(FormPair pair) => FormNames.MeaningOf(pair.Name) switch
    {
        "email" => "email",
        "phone" => "tel",
        "message" => "textarea",
        _ => pair.Value.Length > 120 || pair.Value.Contains('\n', StringComparison.Ordinal) ? "textarea" : "text",
    };

    static string LabelOf(string name)
    {
        var words = string.Join(' ', name.Split(['_', '-', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "Field" : char.ToUpperInvariant(words[0]) + words[1..Math.Min(words.Length, 80)];
    }

    static string? ErrorOf(string name, IReadOnlyList<FieldProblem> problems) => problems.FirstOrDefault(problem => problem.Field == name)?.Problem;
}
