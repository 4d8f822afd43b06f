using System.Net;
using System.Text;
using Handraiser.App.Features.Intake;

namespace Handraiser.App.Features.Forms;

/// <summary>What a company pastes into its own page. Both work without scripts; the first works better with them.</summary>
internal static class Snippets
{
    public static string WithScript(Form form, string baseUrl) =>
        Html(form, baseUrl, form.PublicKey) + $"\n<script src=\"{Text(baseUrl.TrimEnd('/'))}/embed.js\" defer></script>";

    public static string Plain(Form form, string baseUrl) => Html(form, baseUrl, form.Id);

    static string Html(Form form, string baseUrl, string handle)
    {
        var html = new StringBuilder($"<form action=\"{Text(baseUrl.TrimEnd('/'))}/f/{handle}\" method=\"post\" accept-charset=\"utf-8\">\n");
        foreach (var field in form.FieldList)
        {
            var (label, control) = (Text(field.Label), Control(field));
            html.Append("  <label>").AppendJoin(' ', field.Type == "checkbox" ? [control, label] : [label, control]).Append("</label>\n");
        }
        return html.Append("  <button>").Append(Text(form.Button)).Append("</button>\n</form>").ToString();
    }

    static string Control(FormField field)
    {
        var rest = $"name=\"{Text(field.Name)}\"{(FormNames.AutoCompleteOf(field.Name) is { } auto ? $" autocomplete=\"{auto}\"" : "")}"
            + (field.Required ? " required" : "");
        return field.Type switch
        {
            "textarea" => $"<textarea {rest}></textarea>",
            "select" => $"<select {rest}>{string.Concat((field.Options ?? []).Select(option => $"<option>{Text(option)}</option>"))}</select>",
            "checkbox" => $"<input type=\"checkbox\" value=\"yes\" {rest}>",
            var type => $"<input type=\"{type}\" {rest}>",
        };
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
