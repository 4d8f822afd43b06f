using System.Reflection;
using Handraiser.Core.Routing;

namespace Handraiser.Core.Tests.Repository;

/// <summary>Core decides and does nothing else: what it can reach says so.</summary>
public sealed class PurityTests
{
    static readonly Assembly Core = typeof(Ownership).Assembly;

    [Fact]
    public void Core_references_nothing_but_the_base_library_time_numbers_and_playbook_text()
    {
        string[] allowed = ["NodaTime", "MathNet.Numerics", "YamlDotNet"];
        var strangers = Core.GetReferencedAssemblies().Select(one => one.Name!)
            .Where(name => !allowed.Contains(name) && !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard");
        Sources.None(strangers);
    }

    [Fact]
    public void Core_reaches_neither_files_nor_the_network_nor_a_database_nor_processes()
    {
        string[] banned = ["System.Net", "System.IO.File", "System.Data", "System.Diagnostics.Process", "System.Threading.Tasks", "System.Console"];
        Assert.DoesNotContain(Core.GetReferencedAssemblies().Select(one => one.Name!),
            name => banned.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_in_Core_can_be_changed_from_outside_or_remembers_anything()
    {
        var variables = Core.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => !field.IsInitOnly && !field.IsLiteral
                && !field.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
                && !field.DeclaringType!.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");
        Sources.None(variables);
    }

    [Fact]
    public void The_names_of_hidden_chance_and_time_do_not_occur_in_Core()
    {
        string[] words =
        [
            "DateTime.Now", "UtcNow", "Guid.NewGuid", "Random.Shared", "Environment.", "string.GetHashCode", "CurrentCulture", ".AsParallel(",
        ];
        var found = Sources.Of(["src/Handraiser.Core"], ".cs").SelectMany(file => Sources.Lines(file.Text)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(line => words.Any(word => line.Contains(word, StringComparison.Ordinal)))
            .Select(line => $"{file.Path}: {line.Trim()}"));
        Sources.None(found);
    }
}
