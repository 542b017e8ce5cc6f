using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FrozenProfiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ApprovedOptIns_By",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ApprovedOptIns_PolicyVersion",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ApprovedOptIns_Topic",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            // Imports that are open read their profile as it is now for the last time.
            migrationBuilder.Sql(
                """
                UPDATE "ImportRuns" SET
                    "ColumnsJson" = profile."ColumnsJson",
                    "ApprovedOptIns_By" = CASE WHEN approved THEN profile."OptInsApprovedBy" END,
                    "ApprovedOptIns_PolicyVersion" = CASE WHEN approved THEN profile."OptInPolicyVersion" END,
                    "ApprovedOptIns_Topic" = CASE WHEN approved THEN profile."OptInTopic" END
                FROM (
                    SELECT *, "OptInsApprovedBy" IS NOT NULL AND "OptInPolicyVersion" IS NOT NULL AND "OptInTopic" IS NOT NULL AS approved
                    FROM "ImportProfiles") AS profile
                WHERE profile."Name" = "ImportRuns"."Profile" AND "ImportRuns"."ColumnsJson" IS NULL AND "ImportRuns"."State" IN ('Uploaded', 'Judging', 'Committing');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ApprovedOptIns_By",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "ApprovedOptIns_PolicyVersion",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "ApprovedOptIns_Topic",
                table: "ImportRuns");
        }
    }
}
