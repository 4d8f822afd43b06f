using System.Collections.Frozen;

namespace Handraiser.App.Features.Workspaces.SigningIn;

/// <summary>Passwords of ten characters and more that stand on every list of stolen ones, and so are tried
/// first.</summary>
internal static class CommonPasswords
{
    const string Words = """
        0000000000 0123456789 0147852369 0192837465 0987654321 1010101010 1029384756 1111111111 1111122222
        111222333a 1122334455 11223344556 112233445566 1212121212 1231231231 123123123123 123123123a 123321123321
        12344321aa 1234512345 123454321a 1234554321 123456123456 1234567887 1234567890 12345678900 123456789012
        1234567890a 1234567890q 1234567891 12345678910 1234567899 123456789a 12345qwert 12345qwerty 123abc123abc
        123qwe123qwe 123qweasdzxc 1313131313 1324354657 1357924680 1472583690 147258369a 147852369a 1a2b3c4d5e
        1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 1z2x3c4v5b 2020202020 2222222222 2468101214 3692581470
        5201314520 5555555555 6666666666 6969696969 7418529630 7539514560 7777777777 7894561230 8888888888
        9638527410 9876543210 9999999999 a123456789 a1b2c3d4e5 a1s2d3f4g5 aa12345678 aa123456789 aaaaaaaaaa
        aaaaaaaaaaaa ab12345678 abc1234567 abc12345678 abc123abc123 abcd123456 abcdef1234 abcdefghij abcdefghijk
        admin12345 admin123456 admin1234567 adminadmin administrator administrator1 alexander1 alexander123
        alexandra1 america123 angel12345 anthony123 arsenal123 as12345678 asdasd123456 asdasdasd1 asdf123456
        asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjkl; ashley12345 australia1 autumn2023 autumn2024 autumn2025
        autumn2026 barcelona1 barcelona123 baseball12 baseball123 basketball basketball1 basketball123 batman12345
        benjamin123 blessed123 blink182182 blueberries butterfly1 butterfly123 california california1 callofduty
        changeme12 changeme123 changemenow charlotte1 charlotte123 cheesecake chelsea123 chocolate1 chocolate123
        christian1 christina1 christopher christopher1 company123 company1234 computer12 computer123 computers1
        correcthorsebatterystaple corvette123 counterstrike daniel12345 default123 dragon12345 dragonball
        dragonball1 dragonballz elizabeth1 elizabeth123 eminem1234 facebook12 facebook123 ferrari123 football12
        football123 forgetmenot fortnite123 freedom123 fuckyou123 fuckyou1234 fuckyoufuckyou germany123 godisgood1
        godislove1 goodmorning google12345 greenday123 guest12345 handraiser handraiser1 handraiser123
        handraiserhandraiser harley1234 harleydavidson heartbreaker hello12345 hello123456 hellohello hellokitty
        hellokitty1 helloworld helloworld1 helloworld123 hunter1234 ilovejesus1 iloveyou12 iloveyou123 iloveyou1234
        iloveyouforever iloveyousomuch internet12 internet123 jackass123 january2024 january2025 january2026
        jennifer12 jennifer123 jessica123 jesus12345 jesuschrist jonathan123 jordan12345 jordan2323 juventus123
        killer1234 killer12345 letmein123 letmein1234 letmeinnow lightning1 linkedin123 linkinpark linkinpark1
        liverpool1 liverpool123 london12345 lovelovelove lovely1234 loveme1234 loveyou123 manchester manchester1
        manunited1 master1234 master12345 masterchief mercedes12 mercedes123 metallica1 metallica123 michael123
        michael1234 michelle123 microsoft1 microsoft123 minecraft1 minecraft12 minecraft123 monday1234 monkey12345
        motorcycle mustang123 mypassword mypassword1 nevermind1 newcastle1 newyork123 nicholas123 nirvana123
        opensesame p@ssw0rd12 p@ssw0rd123 p@ssword123 pa55word123 passw0rd123 password01 password1! password12
        password123 password1234 password12345 password123456 password2020 password2021 password2022 password2023
        password2024 password2025 password2026 passwordpassword phoenix123 pikachu123 pineapple1 pineapples
        playstation playstation1 playstation2 playstation3 pokemon123 porsche911 princess12 princess123 princess1234
        q1q2q3q4q5 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc1 qazwsxedcrfv qq123456789 qwe1234567 qweasdzxc1 qweasdzxc123
        qweqweqwe1 qwerqwerqwer qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop123 qwertyuiop[] realmadrid
        realmadrid1 roblox12345 root123456 rootrootroot samantha123 samsung123 samsung1234 scorpion123 secret1234
        secret12345 shadow1234 shadow12345 skateboard skateboarding slipknot666 snowboard1 spiderman1 spiderman123
        spring2023 spring2024 spring2025 spring2026 starwars123 stephanie1 strawberry strawberry1 summer2020
        summer2021 summer2022 summer2023 summer2024 summer2025 summer2026 sunshine12 sunshine123 superman123
        supermanman supersecret supersecret1 sweetheart sweetheart1 test123456 test1234567 testtest123 testtesttest
        thepassword thunder123 topsecret1 trustno1trustno1 user123456 victoria123 washington watermelon welcome123
        welcome1234 welcome12345 welcome2020 welcome2021 welcome2022 welcome2023 welcome2024 welcome2025 welcome2026
        whatever12 whatever123 whateverwhatever windows123 winter2020 winter2021 winter2022 winter2023 winter2024
        winter2025 winter2026 woaini1314 woaini1314520 wsad123456 xbox360xbox youtube123 zaq12wsxcde zxcvbnm123
        zxcvbnm1234 zxczxczxc1 zzzzzzzzzz
        """;

    static readonly FrozenSet<string> Known = Words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Also when it is one short piece over and over, or stands in the list but for what was added at its
    /// end.</summary>
    public static bool Contains(string password)
    {
        var bare = password.Trim().TrimEnd('!', '.', '?', '*', '#', '$');
        return Known.Contains(password) || Known.Contains(bare) || IsRepeated(password);
    }

    static bool IsRepeated(string password)
    {
        for (var piece = 1; piece <= 3; piece++)
        {
            var length = piece;
            if (password.Select((c, i) => c == password[i % length]).All(same => same)) return true;
        }
        return false;
    }
}
