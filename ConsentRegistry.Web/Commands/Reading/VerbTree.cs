using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ConsentRegistry.Web.Commands.Execution;
using Parser = System.CommandLine;

namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>The table of verbs as the parsing library knows it: groups, verbs, and what each of them takes.</summary>
internal sealed partial class VerbTree
{
    /// <summary>Carries the settings of a line (<see cref="TypedWords"/>); nobody can type it.</summary>
    public const string Settings = "--:";

    // An argument may begin with @, as in the name of an account elsewhere: it is no file with more arguments. Nor is -ab two options.
    private static readonly Parser.ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly Parser.RootCommand root = new();
    private readonly Parser.Option settings =
        new Parser.Option<string[]>(Settings) { Recursive = true, Hidden = true, Arity = Parser.ArgumentArity.OneOrMore };

    private readonly Dictionary<Parser.Command, Verb> verbs = [];
    private readonly Dictionary<Parser.Command, IReadOnlyList<(VerbInput Input, Parser.Symbol Symbol)>> inputs = [];

    /// <param name="table">The verbs.</param>
    /// <param name="ofAllVerbs">The options that each of them takes, which may stand before it.</param>
    public VerbTree(IEnumerable<Verb> table, IReadOnlyList<VerbInput> ofAllVerbs)
    {
        root.Options.Clear();
        root.Options.Add(settings);
        inputs[root] = AddInputs(root, ofAllVerbs, recursive: true);
        foreach (var verb in table)
        {
            var words = verb.Name.Split(' ');
            var node = new Parser.Command(words[^1], verb.Summary);
            (words.Length == 1 ? root : Group(words[0])).Subcommands.Add(node);
            verbs[node] = verb;
            inputs[node] = AddInputs(node, verb.Inputs, recursive: false);
        }
    }

    /// <summary>Every option that some verb takes, as typed.</summary>
    public IReadOnlySet<string> Options => inputs.Values.SelectMany(all => all).Select(each => each.Input)
        .Where(input => input.IsOption).Select(input => input.Name).ToHashSet();

    /// <summary>Reads words that <see cref="TypedWords"/> has made unambiguous.</summary>
    public ParsedWords Parse(IReadOnlyList<string> words)
    {
        var parsed = root.Parse(words, AsTyped);
        var node = parsed.CommandResult.Command;
        return new ParsedWords(
            parsed,
            verbs.GetValueOrDefault(node),
            [.. verbs.Where(each => node != root && node.Subcommands.Contains(each.Key)).Select(each => each.Value)],
            [.. inputs[root].Concat(node == root || !inputs.TryGetValue(node, out var own) ? [] : own)],
            [.. parsed.GetResult(settings)?.Tokens.Select(token => token.Value) ?? []]);
    }

    /// <summary>Answers a shell that completes what is being typed: <c>[suggest:POSITION] LINE</c>, one proposal a line.</summary>
    /// <returns>False when the words are no such question.</returns>
    public bool TrySuggest(IReadOnlyList<string> args, TextWriter answer)
    {
        if (args.Count == 0 || !Suggest().IsMatch(args[0]))
        {
            return false;
        }

        root.Parse(args, AsTyped).Invoke(new Parser.InvocationConfiguration { Output = answer, EnableDefaultExceptionHandler = false });
        return true;
    }

    private Parser.Command Group(string name)
    {
        if (root.Subcommands.FirstOrDefault(known => known.Name == name) is not { } group)
        {
            root.Subcommands.Add(group = new Parser.Command(name));
        }

        return group;
    }

    private static List<(VerbInput, Parser.Symbol)> AddInputs(Parser.Command node, IEnumerable<VerbInput> all, bool recursive)
    {
        var added = new List<(VerbInput, Parser.Symbol)>();
        foreach (var input in all)
        {
            if (input.IsOption)
            {
                var option = new Parser.Option<string[]>(input.Name)
                {
                    Description = input.Summary,
                    Arity = input.IsFlag ? Parser.ArgumentArity.Zero : Parser.ArgumentArity.OneOrMore,
                    Recursive = recursive,
                };
                Parser.CompletionSourceExtensions.Add(option.CompletionSources, [.. input.Words]);
                node.Options.Add(option);
                added.Add((input, option));
            }
            else
            {
                Parser.Argument argument = input.Many
                    ? new Parser.Argument<string[]>(input.Name) { Arity = Parser.ArgumentArity.ZeroOrMore }
                    : new Parser.Argument<string>(input.Name) { Arity = Parser.ArgumentArity.ZeroOrOne };
                Parser.CompletionSourceExtensions.Add(argument.CompletionSources, [.. input.Words]);
                node.Arguments.Add(argument);
                added.Add((input, argument));
            }
        }

        return added;
    }

    [GeneratedRegex(@"^\[suggest(:[0-9]{1,6})?\]\z")]
    private static partial Regex Suggest();
}

/// <summary>What the parsing library made of a line.</summary>
/// <param name="Result">The library's own account.</param>
/// <param name="Verb">The verb; null when none was named, or only a group.</param>
/// <param name="Group">The verbs of the group that was named without one of them; empty when there is none.</param>
/// <param name="Inputs">What the line may hold, with the library's names for it.</param>
/// <param name="Settings">The settings, in the form of <see cref="TypedWords"/>.</param>
internal sealed record ParsedWords(
    Parser.ParseResult Result,
    Verb? Verb,
    IReadOnlyList<Verb> Group,
    IReadOnlyList<(VerbInput Input, Parser.Symbol Symbol)> Inputs,
    IReadOnlyList<string> Settings)
{
    /// <summary>The values of an input in the order typed; null when it was not given.</summary>
    public IReadOnlyList<string>? ValuesOf(Parser.Symbol symbol) => Result.GetResult(symbol) switch
    {
        OptionResult { IdentifierTokenCount: > 0 } option => [.. option.Tokens.Select(token => token.Value)],
        ArgumentResult { Tokens.Count: > 0 } argument => [.. argument.Tokens.Select(token => token.Value)],
        _ => null,
    };

    /// <summary>How often an option was typed.</summary>
    public int TimesTyped(Parser.Symbol symbol) => Result.GetResult(symbol) is OptionResult option ? option.IdentifierTokenCount : 0;
}
