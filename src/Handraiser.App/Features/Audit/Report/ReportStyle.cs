using System.Text;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>The report's own style: the product's colours and what a page needs that stands alone and is printed.</summary>
internal static class ReportStyle
{
    public static string Text { get; } = Read("css/tokens.css") + Read("css/report.css");

    static string Read(string name)
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("wwwroot/" + name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
