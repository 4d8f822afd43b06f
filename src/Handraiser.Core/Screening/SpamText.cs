using System.Text;
using System.Text.RegularExpressions;
using Handraiser.Core.Identity;

namespace Handraiser.Core.Screening;

/// <summary>What gives spam away in free text. It only looks: text is never changed or refused.</summary>
public static partial class SpamText
{
    const int CharactersRead = 20_000;

    // Each entry is one thing that is sold by spam and hardly ever bought through a contact form; spellings part by |.
    static readonly string[][] Sold = [.. """
        viagra|виагра|вiагра|威而鋼|伟哥
        cialis|сиалис|tadalafil|тадалафил
        levitra|левитра|sildenafil|силденафил
        online pharmacy|canadian pharmacy|онлайн аптека|интернет-аптека|аптека онлайн|online apotheke ohne rezept
        without prescription|no prescription|без рецепта|ohne rezept|sans ordonnance|sin receta
        купить таблетки|купить дженерик|дженерики|buy pills|cheap meds|generic meds
        дешево с доставкой|по низкой цене купить|cheap price buy
        online casino|casino bonus|казино|онлайн-казино|赌场|slot gacor|situs slot|judi online
        sports betting|ставки на спорт|букмекер|博彩
        payday loan|instant loan|быстрый займ|займ онлайн|микрозайм
        double your bitcoin|crypto giveaway|guaranteed profit|passive income guaranteed|заработок в интернете
        binary options|бинарные опционы|forex signals
        escort girls|adult dating|hot girls|sexy girls|секс знакомства|проститутки|порно|porn videos
        seo backlinks|buy backlinks|guest post|first page of google|rank your website|продвижение сайтов дешево
        buy followers|buy likes|купить подписчиков
        replica watches|replica handbags|реплики часов
        weight loss pills|enlarge your|penis enlargement|увеличение члена
        you have won|lottery winner|inheritance fund|million dollars usd|вы выиграли
        """.Split('\n').Select(line => line.Split('|'))];

    static readonly string[] Rows =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "йцукенгшщзхъ",
            "фывапролджэ", "ячсмитьбю"];

    /// <summary>Web addresses in the text.</summary>
    public static int CountLinks(string? text) => text is null ? 0 : Link().Count(Start(text));

    /// <summary>
    /// Whether a name reads like fingers on a keyboard: <c>asdfgh</c>, <c>xxxx</c>, <c>bcdfghjk</c>, a link. Short
    /// names (Ng), long consonants (Krzysztof) and every script stay names.
    /// </summary>
    public static bool LooksMashed(string? name)
    {
        var text = Start(name ?? "").Trim().ToLowerInvariant();
        if (Link().IsMatch(text)) return true;
        return text.Split([' ', '-', '\'', '.'], StringSplitOptions.RemoveEmptyEntries).Any(IsMashedWord);
    }

    /// <summary>What the text offers that spam sells, the spelling found, one for each thing.</summary>
    internal static IReadOnlyList<string> Phrases(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var plain = $" {Blanks().Replace(TextRunes.WithoutInvisible(Start(text)).ToLowerInvariant(), " ")} ";
        var found = new List<string>();
        foreach (var spellings in Sold)
            if (Array.Find(spellings, spelling => HoldsWord(plain, spelling)) is { } spelling) found.Add(spelling);
        return found;
    }

    internal static bool HasLinkMarkup(string? text) => text is not null && Markup().IsMatch(Start(text));

    internal static bool HasMixedScriptWord(string? text)
    {
        if (text is null || Ascii.IsValid(text)) return false;
        foreach (var word in Word().EnumerateMatches(Start(text)))
            if (word.Length >= 4 && Scripts.IsMixed(text.AsSpan(word.Index, word.Length))) return true;
        return false;
    }

    static string Start(string text) => text.Length <= CharactersRead ? text : text[..CharactersRead];

    // Whole words at their start, so that "specialist" holds no cialis; endings vary in most languages.
    static bool HoldsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0;
             at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (at == 0 || !char.IsLetter(text[at - 1]) || text[at - 1] > 0x2E80) return true;
        return false;
    }

    static bool IsMashedWord(string word)
    {
        if (word.Length < 4) return false;
        if (word.Distinct().Count() == 1 && char.IsAsciiLetterOrDigit(word[0])) return true;
        if (word.Length >= 5 && Array.Exists(Rows, row => HoldsRun(row, word, 5))) return true;
        return word.Length >= 7 && ConsonantsOnly().IsMatch(OneSound().Replace(word, "s"));
    }

    static bool HoldsRun(string row, string word, int length)
    {
        for (var i = 0; i + length <= row.Length; i++)
            if (word.Contains(row.Substring(i, length), StringComparison.Ordinal)) return true;
        return false;
    }

    [GeneratedRegex(@"(?:https?://|hxxps?://|\bwww\.)\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?:url|link)\b|<a\s[^>]{0,200}href", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // German and Polish write one sound with several consonants.
    [GeneratedRegex("sch|ch|sz|cz|rz|th", RegexOptions.CultureInvariant)]
    private static partial Regex OneSound();

    [GeneratedRegex("[bcdfghjklmnpqrstvwxz]{7,}", RegexOptions.CultureInvariant)]
    private static partial Regex ConsonantsOnly();
}
