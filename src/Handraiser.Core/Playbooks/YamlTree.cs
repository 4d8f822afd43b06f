using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// A piece of the text with its place. Values stay text: YAML's guesses (NO as false) are never made.
/// </summary>
internal abstract record Node(int Line, int Column);

/// <param name="Plain">Written without quotes, so it may be read as a number.</param>
internal sealed record TextNode(int Line, int Column, string Value, bool Plain) : Node(Line, Column);

internal sealed record ListNode(int Line, int Column, IReadOnlyList<Node> Items) : Node(Line, Column);

internal sealed record MapNode(int Line, int Column, IReadOnlyList<KeyValuePair<TextNode, Node>> Entries)
    : Node(Line, Column);

/// <summary>Stands where something was refused already, so that nothing more is said about it.</summary>
internal sealed record RefusedNode(int Line, int Column) : Node(Line, Column);

/// <summary>
/// Turns YAML into a tree of bounded size and depth. Anchors, aliases and tags are refused: a playbook reads the same
/// from top to bottom for everybody, and a short text cannot unfold into a huge one.
/// </summary>
internal sealed class YamlTree : IYamlTypeConverter
{
    readonly ErrorList errors;

    YamlTree(ErrorList errors) => this.errors = errors;

    public static Node? Read(string yaml, ErrorList errors)
    {
        var text = yaml.StartsWith('\uFEFF') ? yaml[1..] : yaml;
        if (Encoding.UTF8.GetByteCount(text) > PlaybookText.MaxBytes)
        {
            errors.Add(1, 1, "", $"The playbook is longer than {PlaybookText.MaxBytes / 1024} KiB.",
                "Shorten it; long lists belong into a field of the lead.");
            return null;
        }
        if (YamlComplaints.Tabs(text, errors)) return null;
        try
        {
            // The deserializer is the one door that takes a string; it hands its parser to the converter below.
            var root = new DeserializerBuilder().WithTypeConverter(new YamlTree(errors)).Build()
                .Deserialize<Node?>(text);
            if (root is null) errors.Add(1, 1, "", "The playbook is empty.", "Begin with the starting playbook.");
            return root;
        }
        catch (YamlException refusal)
        {
            YamlComplaints.Syntax(text, refusal, errors);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The library should answer every text with its own exception, but its users' texts are not its tests.
            errors.Add(1, 1, "", "The text is not YAML.", "Look for stray quotes, brackets or backslashes.");
        }
        return null;
    }

    public bool Accepts(Type type) => type == typeof(Node);

    public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => Take(parser, 1);

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        throw new System.Diagnostics.UnreachableException();

    Node Take(IParser parser, int depth)
    {
        var next = parser.Current!;
        var (line, column) = (checked((int)next.Start.Line), checked((int)next.Start.Column));
        RefuseDecoration(next, line, column);
        if (depth > PlaybookText.MaxDepth && next is not Scalar)
        {
            throw new YamlException(next.Start, next.End, YamlComplaints.TooDeep);
        }
        parser.MoveNext();
        return next switch
        {
            Scalar scalar => new TextNode(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => new ListNode(line, column, Items(parser, depth)),
            MappingStart => new MapNode(line, column, Entries(parser, depth)),
            _ => new RefusedNode(line, column),
        };
    }

    List<Node> Items(IParser parser, int depth)
    {
        var items = new List<Node>();
        while (parser.Current is not SequenceEnd) items.Add(Take(parser, depth + 1));
        parser.MoveNext();
        return items;
    }

    List<KeyValuePair<TextNode, Node>> Entries(IParser parser, int depth)
    {
        var entries = new List<KeyValuePair<TextNode, Node>>();
        while (parser.Current is not MappingEnd)
        {
            var key = Take(parser, depth + 1);
            var value = Take(parser, depth + 1);
            if (key is TextNode name) entries.Add(new(name, value));
            else errors.Add(key.Line, key.Column, "", "A key must be one text.", "Write key: value.");
        }
        parser.MoveNext();
        return entries;
    }

    void RefuseDecoration(ParsingEvent next, int line, int column)
    {
        var (problem, mend) = next switch
        {
            AnchorAlias => ("A reference (*) to another part is not read.", "Write the part out again."),
            NodeEvent { Anchor.IsEmpty: false } => ("An anchor (&) is not read.", "Take it out; name things instead."),
            NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } =>
                ("A tag (!) is not read.", "Take it out; quote the value if it is to stay text."),
            _ => ("", ""),
        };
        if (problem.Length > 0) errors.Add(line, column, "", problem, mend);
    }
}
