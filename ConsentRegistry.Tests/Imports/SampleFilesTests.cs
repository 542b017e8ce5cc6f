using System.Text.Json;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;

namespace ConsentRegistry.Tests.Imports;

public sealed class SampleFilesTests
{
    public static TheoryData<string> Names => [.. SampleFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encoding_delimiter_and_header_line_are_told(string name)
    {
        var (expected, file) = (SampleFiles.Expected(name), SampleFiles.Read(name).File);
        Assert.Equal(expected.GetProperty("fileError").GetString(), file.Error?.ToString());
        Assert.Equal(expected.GetProperty("encoding").GetString(), file.Layout?.Name);
        Assert.Equal(expected.GetProperty("delimiter").GetString(), file.Delimiter?.ToString());
        Assert.Equal(expected.GetProperty("headerLine").ValueKind == JsonValueKind.Null ? null : expected.GetProperty("headerLine").GetInt64(), file.HeaderLineNumber);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_data_row_is_counted(string name)
    {
        using var stream = SampleFiles.Open(name);
        using var records = ImportFile.Open(stream).OpenRecords();
        var rows = 0;
        while (records?.MoveNext() == true)
        {
            rows++;
        }

        Assert.Equal(SampleFiles.Expected(name).GetProperty("dataRows").GetInt32(), rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Columns_are_mapped_as_a_fair_judge_would(string name)
    {
        var (expected, columns) = (SampleFiles.Expected(name).GetProperty("columns").EnumerateArray().ToList(), SampleFiles.Read(name).File.Mapping?.Columns ?? []);
        Assert.Equal(expected.Select(c => c.GetProperty("key").GetString()), columns.Select(c => c.Key));
        Assert.All(expected.Zip(columns), pair =>
        {
            var accepted = pair.First.GetProperty("alsoAccepted").EnumerateArray().Append(pair.First.GetProperty("field")).Select(f => f.GetString());
            Assert.True(accepted.Contains(pair.Second.Field?.Word()), $"{pair.Second.Key}: {pair.Second.Field?.Word() ?? "dropped"}");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sensitive_columns_are_flagged_and_dropped(string name)
    {
        var (expected, mapping) = (SampleFiles.Expected(name), SampleFiles.Read(name).File.Mapping);
        var required = Texts(expected, "sensitiveHeaders");
        var flagged = mapping?.SensitiveHeaders ?? [];
        Assert.Empty(required.Except(flagged));
        Assert.Empty(flagged.Except(required).Except(Texts(expected, "mayAlsoBeFlagged")));
        Assert.DoesNotContain(mapping?.Columns ?? [], c => c.IsSensitive && c.Field is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rejected_rows_and_warnings_are_those_of_the_manifest(string name)
    {
        var (expected, read) = (SampleFiles.Expected(name), SampleFiles.Read(name));
        Assert.Equal(
            expected.GetProperty("rejectedRows").EnumerateArray().Select(r => $"{r.GetProperty("line")} {r.GetProperty("reason")}"),
            read.Rejected.Select(r => $"{r.Line} {r.Reason}"));
        Assert.Equal(
            expected.GetProperty("acceptedWithWarning").EnumerateArray().Select(r => $"{r.GetProperty("line")} {r.GetProperty("field")} {r.GetProperty("reason")}"),
            read.Rows.SelectMany(r => r.Warnings).Select(w => $"{w.Line} {w.Field.Word()} {w.Reason}"));
        Assert.Equal(expected.GetProperty("acceptedRows").GetInt32(), read.Rows.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_read_as_the_manifest_says(string name)
    {
        var rows = SampleFiles.Read(name).Rows.ToDictionary(r => r.Line);
        Assert.All(SampleFiles.Expected(name).GetProperty("expectedRows").EnumerateArray(), expected =>
        {
            var row = rows[expected.GetProperty("line").GetInt64()];
            foreach (var value in expected.EnumerateObject().Where(p => p.Name != "line"))
            {
                var read = value.Name switch
                {
                    "emailExact" => row.Email?.Exact,
                    "emailMailbox" => row.Email?.Mailbox,
                    "secondEmailExact" => row.SecondEmail?.Exact,
                    "phoneE164" => row.Phone?.E164,
                    "mobileE164" => row.Mobile?.E164,
                    "givenName" => row.GivenName,
                    "familyName" => row.FamilyName,
                    "appliedAt" => row.AppliedOn?.ToString("O", null),
                    "optedOut" => row.OptedOut ? "true" : "false",
                    _ => throw new InvalidDataException(value.Name),
                };
                Assert.Equal($"{value.Name} {(value.Value.ValueKind == JsonValueKind.Null ? null : value.Value.ToString().Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal))}", $"{value.Name} {read}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_of_one_person_are_found(string name)
    {
        var groups = Judged(name).Where(r => r.Rejection is null).GroupBy(r => r.FirstLine).Where(g => g.Count() > 1).Select(g => string.Join(' ', g.Select(r => r.Line)));
        Assert.Equal(
            SampleFiles.Expected(name).GetProperty("duplicateGroups").EnumerateArray().Select(g => string.Join(' ', g.EnumerateArray().Select(l => l.GetInt64()))).Order(),
            groups.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_an_empty_registry_every_row_has_the_outcome_of_the_manifest(string name)
    {
        var (expected, judged) = (SampleFiles.Expected(name), Judged(name));
        var duplicates = expected.GetProperty("duplicateGroups").EnumerateArray().Sum(g => g.GetArrayLength() - 1);
        var suppressed = expected.GetProperty("suppressedRows").EnumerateArray().Select(r => r.GetProperty("line").GetInt64()).ToList();
        Assert.Equal(suppressed, judged.Where(r => r.Outcome == RowOutcome.Suppressed).Select(r => r.Line));
        Assert.Equal(duplicates, judged.Count(r => r.Outcome == RowOutcome.DuplicateInFile));
        Assert.Equal(expected.GetProperty("rejectedRows").GetArrayLength(), judged.Count(r => r.Outcome == RowOutcome.Rejected));
        Assert.Equal(expected.GetProperty("acceptedRows").GetInt32() - duplicates - suppressed.Count, judged.Count(r => r.Outcome == RowOutcome.Created));
    }

    private static List<JudgedRow> Judged(string name) => SampleFiles.Read(name).Judged;

    private static List<string> Texts(JsonElement file, string property) => [.. file.GetProperty(property).EnumerateArray().Select(t => t.GetString()!)];
}
