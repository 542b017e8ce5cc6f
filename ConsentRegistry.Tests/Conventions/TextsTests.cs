using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>Every text has its key in Dutch, French and English, and every key has its use.</summary>
public sealed partial class TextsTests
{
    // Words that are the same by right: "Set.Key language".
    private static readonly HashSet<string> SameByRight =
    [
        "ShellTexts.Menu nl", "ShellTexts.Menu fr", "ShellTexts.Nav.Accounts nl",
        "ShellTexts.Nav.Imports nl", "ShellTexts.Nav.Imports fr", "ImportTexts.List.Title nl", "ImportTexts.List.Title fr",
        "ImportTexts.List.Count nl", "ImportTexts.List.Count fr", "ImportTexts.List.One nl", "ImportTexts.List.One fr", "ImportTexts.Step.Running fr",
        "ImportTexts.Delimiter.Tab nl", "ImportTexts.Field.Email fr", "ImportTexts.Recognised.Site fr",
        "JobTexts.Actions fr", "JobTexts.Hours fr", "ImportProfileTexts.Source fr",
        "AccountTexts.Accounts.Actions fr", "AccountTexts.Accounts.Title nl", "AccountTexts.Passkeys.Title nl",
        "AccountTexts.Role.Recruiter nl", "AccountTexts.SecondStep.Code nl", "AccountTexts.SecondStep.Code fr",
        "PeopleTexts.Log.Answer nl", "PeopleTexts.Messages.Title fr", "PeopleTexts.Moment fr", "PeopleTexts.Notes fr", "PeopleTexts.Source fr",
        "SearchTexts.Group.Actions fr", "SearchTexts.Group.Pages fr",
        "TermTexts.Channel.Email nl", "TermTexts.Channel.Email fr", "TermTexts.Way.Email nl", "TermTexts.Way.Email fr",
        "TermTexts.Bar.Covering nl", "TermTexts.Topic.Feedback nl", "TermTexts.Kind.EventInvitation fr", "TermTexts.Relationship.Client fr",
        "DecisionSentences.G12 nl", "DecisionSentences.G12 fr",
        "DecisionWords.Short.ContractNecessary nl", "DecisionWords.Short.OptIn nl", "DecisionWords.Short.OptIn fr",
        "HomeTexts.Imports.File nl", "HomeTexts.Imports.File fr", "SettingsTexts.Version fr", "PeopleTexts.Contract.Contract nl",
        "ShellTexts.Pages fr", "CampaignTexts.Text.Html nl", "CampaignTexts.Text.Html fr", "CampaignTexts.Progress.Hours fr", "CampaignTexts.Report.Details nl",
        "GlossaryTexts.Term.OptIn nl", "GlossaryTexts.Term.OptIn fr", "GlossaryTexts.Term.SoftOptIn nl", "GlossaryTexts.Term.SoftOptIn fr", "GlossaryTexts.Term.Source fr",
        "ComponentTexts.MudPagination_PageIndex fr", "TableTexts.Height.Compact nl",
        "GlossaryTexts.Term.OptIn nl", "GlossaryTexts.Term.OptIn fr", "GlossaryTexts.Term.SoftOptIn nl", "GlossaryTexts.Term.SoftOptIn fr", "GlossaryTexts.Term.Source fr",
    ];

    private static readonly string[] Translations = ["nl", "fr"];
    private static readonly string[] Projects = ["ConsentRegistry.Core", "ConsentRegistry.Web"];

    private static readonly Dictionary<string, Dictionary<string, Dictionary<string, string>>> Sets = Load();

    private static readonly Dictionary<string, string> Sources =
        Projects.SelectMany(project => Checkout.Files(project, ".cs", ".razor"))
            .ToDictionary(path => path, File.ReadAllText);

    // A set may name its texts for the members of an enum; that each member has one is tested beside that set.
    private static readonly HashSet<string> MembersOfEnums =
        [.. typeof(DataFolder).Assembly.GetTypes().Where(type => type.IsEnum).SelectMany(Enum.GetNames)];

    // What the component library says by itself, and asks us for by its own keys.
    private static readonly ResourceManager LibraryTexts = new("MudBlazor.Resources.LanguageResource", typeof(MudBlazor.MudButton).Assembly);

    public static TheoryData<string> SetNames => [.. Sets.Keys];

    [Theory]
    [MemberData(nameof(SetNames))]
    public void Every_key_stands_in_all_three_languages(string set)
    {
        var english = Sets[set]["en"].Keys.Order();
        Assert.Equal(english, Sets[set].GetValueOrDefault("nl", []).Keys.Order());
        Assert.Equal(english, Sets[set].GetValueOrDefault("fr", []).Keys.Order());
    }

    [Fact]
    public void Every_code_of_the_gate_has_its_short_words_for_the_page_of_a_person() =>
        Assert.DoesNotContain(Enum.GetNames<DecisionCode>(), code => !Sets["DecisionWords"]["en"].ContainsKey($"Short.{code}"));

    [Theory]
    [MemberData(nameof(SetNames))]
    public void No_translation_is_the_English_text_left_standing(string set) => Assert.Empty(
        from language in Translations
        from text in Sets[set][language]
        where text.Value == Sets[set]["en"][text.Key] && !SameByRight.Contains($"{set}.{text.Key} {language}")
        select $"{set}.{text.Key} {language}: {text.Value}");

    [Theory]
    [MemberData(nameof(SetNames))]
    public void Every_translation_has_the_same_places_for_values(string set) => Assert.Empty(
        from language in Translations
        from text in Sets[set][language]
        where !Places(text.Value).SetEquals(Places(Sets[set]["en"][text.Key]))
        select $"{set}.{text.Key} {language}: {text.Value}");

    [Theory]
    [MemberData(nameof(SetNames))]
    public void An_apostrophe_between_letters_is_a_curly_one(string set) => Assert.Empty(
        from language in Translations
        from text in Sets[set][language]
        where StraightApostrophe().IsMatch(text.Value)
        select $"{set}.{text.Key} {language}: {text.Value}");

    [Theory]
    [MemberData(nameof(SetNames))]
    public void In_French_a_narrow_space_that_does_not_break_stands_before_high_signs_and_inside_quotes(string set) => Assert.Empty(
        from text in Sets[set]["fr"]
        where FrenchSpacing().IsMatch(text.Value)
        select $"{set}.{text.Key}: {text.Value}");

    [Theory]
    [MemberData(nameof(SetNames))]
    public void No_key_is_unused(string set)
    {
        var prefixes = Sources.Values.SelectMany(source => Prefixed().Matches(source)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.DoesNotContain(Sets[set]["en"].Keys, key =>
            !(set == nameof(ComponentTexts) && LibraryTexts.GetString(key, CultureInfo.InvariantCulture) is not null)
            && !MembersOfEnums.Contains(key)
            && !prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))
            && !Sources.Values.Any(source => source.Contains($"\"{key}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_key_that_the_code_names_exists() => Assert.Empty(
        from source in Sources
        from localizer in LocalizersOf(source.Key)
        from Match use in Regex.Matches(source.Value, $@"\b{localizer.Name}\[""([^""]+)""")
        let key = use.Groups[1].Value
        where !Sets[localizer.Set]["en"].ContainsKey(key)
        select $"{Path.GetFileName(source.Key)}: {localizer.Set} has no {key}");

    [Fact]
    public void Every_message_of_a_form_model_exists() => Assert.Empty(
        from source in Sources
        from Match use in ErrorMessage().Matches(source.Value)
        where !Sets["ValidationTexts"]["en"].ContainsKey(use.Groups[1].Value)
        select $"{Path.GetFileName(source.Key)}: {use.Groups[1].Value}");

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    // A component has the localizers that it declares itself and those of the _Imports.razor files above it.
    private static IEnumerable<(string Set, string Name)> LocalizersOf(string path)
    {
        var texts = new List<string> { Sources[path] };
        if (Path.GetExtension(path) == ".razor")
        {
            for (var folder = Path.GetDirectoryName(path); folder is not null && folder != Checkout.Root; folder = Path.GetDirectoryName(folder))
            {
                texts.Add(Sources.GetValueOrDefault(Path.Combine(folder, "_Imports.razor"), ""));
            }
        }

        return texts.SelectMany(text => Localizer().Matches(text))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .DistinctBy(localizer => localizer.Item2);
    }

    private static Dictionary<string, Dictionary<string, Dictionary<string, string>>> Load() =>
        Projects.SelectMany(project => Checkout.Files(project, ".resx"))
            .Select(path => (Parts: Path.GetFileNameWithoutExtension(path).Split('.'), Path: path))
            .GroupBy(file => file.Parts[0])
            .ToDictionary(set => set.Key, set => set.ToDictionary(
                file => file.Parts.Length == 1 ? "en" : file.Parts[1],
                file => XDocument.Load(file.Path).Root!.Elements("data").ToDictionary(
                    data => data.Attribute("name")!.Value, data => data.Element("value")!.Value)));

    [GeneratedRegex("[^\u202f][;:!?»](?=$|[\\s…)])|«[^\u202f]")]
    private static partial Regex FrenchSpacing();

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\w\[\$""([\w.]+\.)\{")]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"(?:ErrorMessage = |new ValidationResult\()""([^""]+)""")]
    private static partial Regex ErrorMessage();

    [GeneratedRegex(@"\p{L}'\p{L}")]
    private static partial Regex StraightApostrophe();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
