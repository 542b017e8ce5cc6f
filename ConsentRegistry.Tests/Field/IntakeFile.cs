using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Field;

/// <summary>A person of a made-up file, and what its rows together are known to say.</summary>
internal sealed class IntakePerson(string mail, string? number)
{
    /// <summary>As a program would write them; the file may spell them otherwise.</summary>
    public List<string> Mails { get; } = [mail];

    /// <summary>Addresses that no first row of the person holds: such a row is a duplicate, of which bars are taken over and nothing else.</summary>
    public HashSet<string> OfLaterRows { get; } = [];

    public string? Number => number;

    public HashSet<Channel?> Refused { get; } = [];

    public HashSet<Channel?> InDoubt { get; } = [];

    public bool IsRefused(Channel channel) => Refused.Contains(null) || Refused.Contains(channel);

    public bool IsInDoubt(Channel channel) => InDoubt.Contains(null) || InDoubt.Contains(channel);
}

/// <summary>A made-up file of which everything is known: names of columns, order, quoting, delimiter, encoding and words are left to chance.</summary>
internal sealed class IntakeFile
{
    private static readonly string[][] Names =
    [
        ["Voornaam", "Achternaam", "E-mailadres", "Tweede e-mail", "Gsm", "Sollicitatiedatum"], ["First name", "Last name", "Email", "Secondary email", "Mobile phone", "Application date"],
        ["Prénom", "Nom de famille", "Adresse e-mail", "E-mail 2", "GSM", "Date de candidature"], ["Vorname", "Nachname", "E-Mail", "Zweite E-Mail", "Handynummer", "Bewerbungsdatum"],
    ];

    private static readonly string[] Between = [";", ",", " / ", " | ", ":::", "\n", "\t"];
    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd MMM yyyy", "yyyyMMdd"];
    private static readonly string[] Given = ["An", "Jan", "Zoë", "François", "Els", "Jürgen"];

    private readonly Random random;
    private readonly char delimiter;
    private readonly bool quotesAll;
    private readonly string day;
    private readonly string end;

    /// <param name="random">Chance.</param>
    /// <param name="number">Of the file: no two files share an address.</param>
    public IntakeFile(Random random, int number)
    {
        this.random = random;
        (delimiter, quotesAll, day, end) = (IntakeWords.One(random, ",;\t|".ToCharArray()), random.Next(3) == 0, IntakeWords.One(random, Days), random.Next(2) == 0 ? "\r\n" : "\n");
        IsHeaderless = random.Next(5) == 0;
        Columns = IsHeaderless ? [IntakeWords.Status("")] : [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => IntakeWords.Any(random)).DistinctBy(column => column.Header)];
        var people = Enumerable.Range(0, 4 + random.Next(12)).Select(i => new IntakePerson($"p{i}.f{number}@post.example.org", random.Next(2) == 0 ? $"+3247{number % 1000:000}{i:0000}" : null)).ToList();
        var rows = Rows(people);
        People = people;
        DataRows = rows.Count;
        Bytes = Encoded(Text(rows));
    }

    public IReadOnlyList<IntakeColumn> Columns { get; }

    public bool IsHeaderless { get; }

    public IReadOnlyList<IntakePerson> People { get; }

    public int DataRows { get; }

    /// <summary>Rows in which nobody can be reached.</summary>
    public int Unusable { get; private set; }

    /// <summary>How many rows hold each word that nobody can understand.</summary>
    public Dictionary<string, int> Riddles { get; } = new(StringComparer.Ordinal);

    public byte[] Bytes { get; }

    public string Written { get; private set; } = "";

    private List<List<string>> Rows(List<IntakePerson> people)
    {
        var rows = new List<(IntakePerson? Person, List<string> Cells)>();
        foreach (var (i, person) in people.Index())
        {
            rows.Add((person, Row(person, person.Mails[0], person.Number, isFirst: true, mustRefuse: i == 0)));
            for (var more = random.Next(4) == 0 ? 1 + random.Next(2) : 0; more > 0; more--)
            {
                // A later row of the same person has another spelling of the address, or only the number.
                rows.Add((person, Row(person, person.Number is not null && random.Next(2) == 0 ? null : Spelled(person.Mails[0]), person.Number, isFirst: false, mustRefuse: false)));
            }
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            Unusable++;
            rows.Add((null, Cells("Niemand", "Nergens", IntakeWords.One(random, ["geen adres", "n/a", "an@"]), "", "", [.. Columns.Select(column => IntakeWords.One(random, column.Cells[IntakeTruth.Silent]))])));
        }

        // Whoever refuses may stand last: nothing is decided on a sample. Only the rows of one person stay in their order.
        var own = rows.Where(row => row.Person is not null).ToLookup(row => row.Person!, row => row.Cells).ToDictionary(each => each.Key, each => new Queue<List<string>>(each));
        // A first line without an address is read as the names of columns.
        return rows.OrderBy(_ => random.Next()).OrderBy(row => row.Person is null && IsHeaderless ? 1 : 0).Select(row => row.Person is null ? row.Cells : own[row.Person].Dequeue()).ToList();
    }

    private List<string> Row(IntakePerson person, string? mail, string? number, bool isFirst, bool mustRefuse)
    {
        var says = Columns.Select(column => Say(person, column, mustRefuse)).ToList();
        var (first, second) = (mail ?? "", "");
        if (mail is not null && !IsHeaderless && random.Next(4) == 0)
        {
            var other = $"tweede.{person.Mails[0]}";
            if (!person.Mails.Contains(other))
            {
                person.Mails.Add(other);
                _ = isFirst || person.OfLaterRows.Add(other);
            }

            (first, second) = random.Next(2) == 0 ? ($"{first}{IntakeWords.One(random, Between)}{other}", "") : (first, other);
        }

        return Cells(IntakeWords.One(random, Given), "Peeters", first, second, number is null ? "" : Typed(number), says);
    }

    private string Say(IntakePerson person, IntakeColumn column, bool mustRefuse)
    {
        var truth = column.NeedsRefusal && mustRefuse ? IntakeTruth.Refused : random.Next(10) switch
        {
            0 or 1 => IntakeTruth.Refused,
            2 => IntakeTruth.Unclear,
            3 => IntakeTruth.Complained,
            _ => IntakeTruth.Silent,
        };
        if (column.Cells[truth].Length == 0)
        {
            truth = IntakeTruth.Silent;
        }

        var cell = IntakeWords.One(random, column.Cells[truth]);
        switch (truth)
        {
            case IntakeTruth.Refused:
                person.Refused.Add(column.Channel);
                break;
            case IntakeTruth.Complained:
                person.Refused.Add(null);
                break;
            case IntakeTruth.Unclear:
                person.InDoubt.Add(column.Channel);
                Riddles[cell] = Riddles.GetValueOrDefault(cell) + 1;
                break;
        }

        return cell;
    }

    private List<string> Cells(string given, string family, string mail, string second, string number, List<string> says) =>
        IsHeaderless ? [mail, number, .. says] : [given, family, mail, second, number, new DateTime(2026, 1, 13 + random.Next(15)).ToString(day, CultureInfo.InvariantCulture), .. says];

    private string Text(List<List<string>> rows)
    {
        var names = IsHeaderless ? [] : IntakeWords.One(random, Names).Concat(Columns.Select(column => column.Header)).ToList();
        var order = Enumerable.Range(0, rows[0].Count).OrderBy(_ => random.Next()).ToList();
        var text = new StringBuilder();
        if (!IsHeaderless)
        {
            text.Append(random.Next(6) switch
            {
                0 => $"sep={delimiter}{end}",
                1 => $"Export van kandidaten{end}{end}",
                2 => $"Rapport 2026{end}Gemaakt door Jan{end}",
                _ => "",
            });
            text.Append(string.Join(delimiter, order.Select(i => Quoted(names[i])))).Append(end);
        }

        foreach (var row in rows)
        {
            text.Append(string.Join(delimiter, order.Select(i => Quoted(row[i])))).Append(end);
        }

        return text.ToString();
    }

    private byte[] Encoded(string text)
    {
        Written = text;
        var encoding = random.Next(5) switch
        {
            0 => new UTF8Encoding(true),
            1 => Encoding.Unicode,
            2 => Encoding.BigEndianUnicode,
            3 => Encoding.Latin1,
            _ => (Encoding)new UTF8Encoding(false),
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    private string Quoted(string cell) => quotesAll || cell.AsSpan().IndexOfAny([delimiter, '"', '\n', '\r', '\t']) >= 0 ? FieldFiles.Quoted(cell) : cell;

    private string Spelled(string mail) => random.Next(5) switch
    {
        0 => mail.ToUpperInvariant(),
        1 => $"<{mail}>",
        2 => $"mailto:{mail}",
        3 => $" {mail} ",
        _ => $"An Peeters <{mail}>",
    };

    private string Typed(string number) => random.Next(4) switch
    {
        0 => $"0{number[3..]}",
        1 => $"{number[1..]}.0",
        2 => $"=\"{number}\"",
        _ => $"+32 (0){number[3..6]}/{number[6..]}",
    };
}
