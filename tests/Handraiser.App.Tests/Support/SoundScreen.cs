using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Support;

/// <summary>What every screen owes everyone: it fits, obeys the policy, and can be read and worked without eyes or a mouse.</summary>
internal static class SoundScreen
{
    public static async Task AssertSoundAsync(this IPage page, params IEnumerable<string> paths)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.True(excess <= 0, $"{path} is {excess} px too wide.");
            var found = await page.RunAxe();
            Assert.Empty(found.Violations.Where(item => item.Impact is "serious" or "critical").Select(item =>
                $"{path} {item.Id}: {string.Join(" | ", item.Nodes.Select(node => node.Html))}"));
        }
        Assert.Empty(complaints);
    }
}
