using System.Globalization;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Tests.Playbooks;

public sealed class ConditionTests
{
    static readonly Facts Lead = new(new Dictionary<string, string>
    {
        ["kind"] = "demo",
        ["email.domain"] = "Students.Example.EDU",
        ["company.employees"] = "1000",
        ["company.country"] = "NO",
        ["company.name"] = "  ",
        ["fields.size"] = "about fifty",
    });

    static readonly Condition Yes = Is("kind", "demo");
    static readonly Condition No = Is("kind", "chat");
    static readonly Condition Unknown = Is("form", "contact");

    static Condition.Test Is(string field, params string[] texts) => new(field, Comparison.Is, texts, null);

    static Condition.Test Number(string field, Comparison comparison, decimal number) =>
        new(field, comparison, [], number);

    static Condition Of(bool? answer) => answer switch { true => Yes, false => No, null => Unknown };

    [Theory]
    [InlineData("form")]
    [InlineData("company.name")]
    [InlineData("fields.unheard-of")]
    public void A_missing_or_blank_field_makes_the_answer_unknown(string field) =>
        Assert.Null(Is(field, "x").Ask(Lead));

    [Fact]
    public void A_text_where_a_number_was_expected_is_unknown_and_never_an_exception() =>
        Assert.Null(Number("fields.size", Comparison.AtLeast, 1).Ask(Lead));

    [Fact]
    public void The_opposite_of_unknown_is_unknown() => Assert.Null(new Condition.Not(Unknown).Ask(Lead));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Not_turns_a_sure_answer_round(bool part, bool answer) =>
        Assert.Equal(answer, new Condition.Not(Of(part)).Ask(Lead));

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, null, null)]
    [InlineData(null, null, null)]
    [InlineData(null, false, false)]
    [InlineData(true, false, false)]
    public void All_is_as_sure_as_its_parts(bool? left, bool? right, bool? answer)
    {
        Assert.Equal(answer, new Condition.All([Of(left), Of(right)]).Ask(Lead));
        Assert.Equal(answer, new Condition.All([Of(right), Of(left)]).Ask(Lead));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, null, null)]
    [InlineData(null, null, null)]
    [InlineData(null, true, true)]
    [InlineData(true, false, true)]
    public void Any_is_as_sure_as_its_parts(bool? left, bool? right, bool? answer)
    {
        Assert.Equal(answer, new Condition.Any([Of(left), Of(right)]).Ask(Lead));
        Assert.Equal(answer, new Condition.Any([Of(right), Of(left)]).Ask(Lead));
    }

    [Fact]
    public void All_of_nothing_is_yes_and_any_of_nothing_is_no()
    {
        Assert.True(new Condition.All([]).Ask(Lead));
        Assert.False(new Condition.Any([]).Ask(Lead));
    }

    [Theory]
    [InlineData("form", false)]
    [InlineData("company.name", false)]
    [InlineData("kind", true)]
    public void Whether_a_field_is_known_is_always_sure(string field, bool known) =>
        Assert.Equal(known, new Condition.Test(field, Comparison.Known, [], null).Ask(Lead));

    [Theory]
    [InlineData(Comparison.Is, "students.example.edu", true)]
    [InlineData(Comparison.EndsWith, ".edu", true)]
    [InlineData(Comparison.StartsWith, "STUDENTS", true)]
    [InlineData(Comparison.Contains, "example", true)]
    [InlineData(Comparison.StartsWith, "example", false)]
    public void Texts_compare_without_case(Comparison comparison, string text, bool answer) =>
        Assert.Equal(answer, new Condition.Test("email.domain", comparison, ["x", text], null).Ask(Lead));

    [Theory]
    [InlineData(Comparison.AtLeast, 1000, true)]
    [InlineData(Comparison.AtLeast, 1001, false)]
    [InlineData(Comparison.AtMost, 1000, true)]
    [InlineData(Comparison.AtMost, 999, false)]
    [InlineData(Comparison.Is, 1000, true)]
    [InlineData(Comparison.Is, 999, false)]
    public void A_bound_includes_itself(Comparison comparison, int bound, bool answer) =>
        Assert.Equal(answer, Number("company.employees", comparison, bound).Ask(Lead));

    public static TheoryData<string, Condition> Descriptions => new()
    {
        {
            "company.employees at least 1,000 and company.country is NO, SE or DK",
            new Condition.All([
                Number("company.employees", Comparison.AtLeast, 1000), Is("company.country", "NO", "SE", "DK")])
        },
        {
            "kind is demo and (form is a or form is b)",
            new Condition.All([Is("kind", "demo"), new Condition.Any([Is("form", "a"), Is("form", "b")])])
        },
        {
            "not (form is a or form is b)",
            new Condition.Not(new Condition.Any([Is("form", "a"), Is("form", "b")]))
        },
        { "company.employees below 0.5", new Condition.Not(Number("company.employees", Comparison.AtLeast, 0.50m)) },
        { "form is not known", new Condition.Not(new Condition.Test("form", Comparison.Known, [], null)) },
        { "form is a", new Condition.All([new Condition.Any([Is("form", "a")])]) },
        { "everything", new Condition.All([]) },
        { "nothing", new Condition.Any([]) },
    };

    [Theory]
    [MemberData(nameof(Descriptions))]
    public void A_condition_is_described_in_short_english(string said, Condition condition)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal(said, PlaybookText.Describe(condition));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
