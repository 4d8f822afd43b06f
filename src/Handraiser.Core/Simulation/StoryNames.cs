namespace Handraiser.Core.Simulation;

/// <summary>Names as people of a country bear them. A name in another script stands before its Latin form.</summary>
internal sealed class StoryNames
{
    static readonly string[] Stems =
    [
        "Nordvik", "Bluestone", "Alder", "Kestrel", "Marlin", "Quartz", "Haven", "Lumen", "Orchard", "Pioneer", "Ridge",
        "Solano", "Tideway", "Umber", "Vantage", "Willow", "Zephyr", "Anker", "Birch", "Cobalt", "Delta", "Ember",
        "Fathom", "Granite",
    ];

    static readonly string[] Trades =
    [
        "Logistics", "Foods", "Energy", "Health", "Robotics", "Freight", "Retail", "Software", "Marine", "Textiles",
        "Studios", "Insurance", "Mobility", "Analytics", "Packaging", "Hotels", "Security", "Media", "Labs", "Tools",
        "Optics", "Travel", "Paper", "Systems",
    ];

    static readonly Dictionary<string, StoryNames> ByCountry = new(StringComparer.Ordinal)
    {
        ["NO"] = new("Kari Ola Ingrid Håkon Solveig Bjørn Sigrid Øyvind Åse Eirik Marit Trygve",
            "Hansen Johansen Ødegård Bakke Haugen Lunde Sørensen Åsen Moen Strand Nygård Vik", "{0} AS"),
        ["SE"] = new("Anna Erik Märta Lars Åsa Björn Elin Göran Sofia Oskar Linnéa Nils",
            "Andersson Lindqvist Öberg Bergström Nyström Sjöberg Åkesson Holm Ekström Wallin", "{0} AB"),
        ["DK"] = new("Freja Mads Søren Ida Rasmus Kirsten Jørgen Signe Anders Maja",
            "Nielsen Jensen Møller Kjær Østergaard Madsen Skov Lund Holst Bech", "{0} ApS"),
        ["DE"] = new("Jürgen Anke Matthias Ulrike Jonas Käthe Lukas Heike Björn Sabine Stefan Lena",
            "Müller Schäfer Weiß Krüger Schröder Bauer Vogel Jäger Brandt König Lange Busch", "{0} GmbH"),
        ["FR"] = new("Amélie Benoît Chloé Étienne Hélène Jérôme Léa Mathieu Noémie René Zoé Théo",
            "Lefèvre Dubois Moreau Béranger Garnier Rousseau Chevalier Lemaître Perrin Faure", "{0} SARL"),
        ["NL"] = new("Sanne Daan Femke Joost Lotte Sven Maaike Ruben Anouk Thijs",
            "Jansen Bakker Visser Smit Meijer Mulder Bosch Dekker Hoekstra Kuipers", "{0} BV"),
        ["ES"] = new("Lucía Álvaro María José Begoña Íñigo Carmen Raúl Sofía Andrés",
            "García Núñez Martínez Ibáñez Sánchez Peña Ortiz Muñoz Vázquez Gil", "{0} SL"),
        ["BR"] = new("João Beatriz Antônio Conceição Lívia Tiago Letícia Vinícius Inês Caio",
            "Silva Araújo Gonçalves Souza Conceição Brandão Simões Leão Barros Prado", "{0} Ltda"),
        ["MX"] = new("Ximena Diego Guadalupe Héctor Itzel Joaquín Paulina Ramón Valeria Emilio",
            "Hernández Gutiérrez Ramírez Zúñiga Castañeda Domínguez Rojas Cárdenas Luna Salas", "{0} SA de CV"),
        ["SG"] = new("Wei Mei Jun Hui Kai Siti Priya Rajan Aisha Daniel",
            "Tan Lim Ng Goh Chua Wong Ong Teo Rahman Pillai", "{0} Pte Ltd"),
        ["JP"] = new("美咲/Misaki 翔太/Shota 結衣/Yui 健一/Kenichi 花子/Hanako 大輔/Daisuke 由美/Yumi 拓也/Takuya",
            "佐藤/Sato 鈴木/Suzuki 高橋/Takahashi 田中/Tanaka 渡辺/Watanabe 伊藤/Ito 山本/Yamamoto 中村/Nakamura", "{0} KK",
            familyFirst: true),
        ["IN"] = new("Ananya Arjun Divya Kiran Lakshmi Manish Neha Rohan Sunita Vikram Aditi Farhan",
            "Sharma Iyer Patel Reddy Mukherjee Nair Khan Singh Desai Banerjee Rao Kulkarni", "{0} Pvt Ltd"),
        ["ID"] = new("Dewi Budi Siti Agus Putri Rizky Wulan Bayu Ratna Eko",
            "Santoso Wijaya Siregar Hidayat Kusuma Pratama Lestari Nugroho Saputra Halim", "PT {0}"),
        ["AU"] = new("Chloe Liam Matilda Jack Isla Cooper Ruby Angus Zara Lachlan",
            "Wilson Taylor Nguyen Campbell Kelly Ryan Murphy Chen Fraser Doyle", "{0} Pty Ltd"),
    };

    static readonly StoryNames English = new(
        "Olivia James Amelia Marcus Grace Ethan Zoe Caleb Naomi Darius Fiona Siobhán Miguel Aisha Renée Owen",
        "Carter Brooks O’Neill Patel Nguyen Ramirez Cohen McAllister Okafor Bennett Price Whitfield Diaz Kowalski",
        "{0} Ltd");

    static readonly StoryNames American = new(English, "{0} Inc");

    readonly string[] given;
    readonly string[] family;
    readonly string company;
    readonly bool familyFirst;

    StoryNames(string given, string family, string company, bool familyFirst = false)
    {
        (this.given, this.family) = (given.Split(' '), family.Split(' '));
        (this.company, this.familyFirst) = (company, familyFirst);
    }

    StoryNames(StoryNames names, string company) =>
        (given, family, this.company) = (names.given, names.family, company);

    public static StoryNames Of(string? country) =>
        country is null or "US" or "CA" ? American : ByCountry.GetValueOrDefault(country, English);

    /// <summary>The name of a company by its number; 576 of them differ.</summary>
    public static (string Stem, string Trade) Company(int number)
    {
        // 235 shares no factor with 576, so neighbours get names that do not look alike.
        var place = number * 235 % (Stems.Length * Trades.Length);
        return (Stems[place / Trades.Length], Trades[place % Trades.Length]);
    }

    public (string Name, string Latin) Given(ref Dice dice) => Split(given[dice.Below(given.Length)]);

    public (string Name, string Latin) Family(ref Dice dice) => Split(family[dice.Below(family.Length)]);

    public string FullName(string first, string last) => familyFirst ? $"{last} {first}" : $"{first} {last}";

    public string CompanyName(string name) => company.Replace("{0}", name, StringComparison.Ordinal);

    static (string, string) Split(string name) =>
        name.Split('/') is [var shown, var latin] ? (shown, latin) : (name, name);
}
