using Handraiser.App.Features.Audit.Reading;
using Handraiser.Core.Proof;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class MeaningSumsTests
{
    static readonly ActivityMeaning[] Outcomes =
        [new(null, null, Result.Reached), new(null, null, Result.NotReached), new(null, true, Result.Reached)];
    static readonly ActivityMeaning[] Types = [new(Channel.Call, null, Result.Unsaid), new(Channel.Mail, false, Result.Automated), default];
    static readonly ActivityMeaning Usual = new(Channel.Chat, null, Result.Unsaid);

    [Fact]
    public void Each_row_gets_the_sum_of_what_its_words_mean()
    {
        int[] outcome = [-1, 0, 1, 2, -1, 2, 0, -1], type = [0, 0, 1, 1, -1, 2, 1, 1];
        var sums = new MeaningSums([Column(outcome), Column([]), Column(type)], [Outcomes, [], Types]);
        var places = new int[outcome.Length];
        sums.Write(places, 0, 5, Usual);
        sums.Write(places, 5, 3, default);
        for (var row = 0; row < places.Length; row++)
        {
            var expected = outcome[row] < 0 ? default : Outcomes[outcome[row]];
            // What the file is about is asked before the last column.
            expected = expected.And(row < 5 ? Usual : default).And(type[row] < 0 ? default : Types[type[row]]);
            Assert.Equal(expected, sums.All[places[row]]);
        }
        Assert.Equal(sums.All.Distinct(), sums.All);
    }

    static CodeColumn Column(int[] codes) => new(["a", "b", "c"], codes);
}
