using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Features.Audit.Reading;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class SignPlacesTests
{
    [Fact]
    public void The_next_sign_is_found_from_wherever_one_asks() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(2026, 23),
        Prop.ForAll(Gen.Frequency((9, Gen.Constant((byte)'a')), (1, Gen.Elements((byte)',', (byte)'\n'))).ArrayOf(300).ToArbitrary(),
            Gen.Choose(0, 300).ArrayOf(20).ToArbitrary(), (data, asked) =>
            {
                var places = new SignPlaces(new((byte)',', (byte)'\n'));
                foreach (var at in asked)
                {
                    var found = data.AsSpan(at).IndexOfAny((byte)',', (byte)'\n');
                    Assert.Equal(found < 0 ? data.Length : at + found, places.Next(data, at));
                }
            }));
}
