using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Judging;

/// <summary>
/// What a row tells anew about a known person. Blanks are filled; what is there already is never written over, so that a file imported twice
/// changes nothing the second time. No address: those go to review (DESIGN 4, "Import").
/// </summary>
/// <param name="FillsBlank">A name, company, place or other text that the person lacks.</param>
/// <param name="NewRelationship">The person was not this to us before.</param>
/// <param name="NewSource">Data of the person never came this way before (P-04…17).</param>
/// <param name="ContactOn">A later own contact than the one on record, as the row states it; null where there is none or it gives no permission.</param>
/// <param name="IsContactUnknown">The row should tell when the person was last in touch and does not (W-8).</param>
internal sealed record KnownPersonUpdate(bool FillsBlank, bool NewRelationship, bool NewSource, DateOnly? ContactOn, bool IsContactUnknown)
{
    public bool HasAny => FillsBlank || NewRelationship || NewSource || ContactOn is not null;

    public static KnownPersonUpdate Of(Person person, ImportRow row, ImportOrigin origin, Standing standing, DateOnly today)
    {
        var stated = ImportedPerson.StatedContactOn(row, today);
        var givesPermission = origin.Relationship is Relationship.CandidateApplied or Relationship.CandidateSourced && origin.Source.GivesContactPermission();
        return new KnownPersonUpdate(
            person.Details.GainsFrom(row.Details),
            person.Relationships.TrueForAll(each => each.Relationship != origin.Relationship),
            person.Acquisitions.TrueForAll(each => each.Relationship != origin.Relationship || each.Source != origin.Source || each.Site != origin.Site),
            givesPermission && stated > (standing.Permission?.LastOwnContactOn ?? DateOnly.MinValue) ? stated : null,
            ImportedPerson.ContactOn(row, today) is null);
    }

    /// <summary>Writes into the blanks of a person.</summary>
    public static void Fill(Person person, ImportRow row) => person.Details = person.Details.FilledBy(row.Details);
}
