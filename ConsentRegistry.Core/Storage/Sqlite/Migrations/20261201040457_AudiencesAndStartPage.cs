using System;
using ConsentRegistry.Core.Ledger;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AudiencesAndStartPage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_CampaignId_State",
                table: "Deliveries");

            migrationBuilder.AddColumn<long>(
                name: "GatheredAt",
                table: "Campaigns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ListLength",
                table: "Campaigns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PausedAt",
                table: "Campaigns",
                type: "INTEGER",
                nullable: true);

            // What had gathered its audience must not do so again: nobody joins it, and of a list that went with its end the whole registry would be left. Only after gathering is
            // anybody decided.
            migrationBuilder.Sql(
                """
                UPDATE "Campaigns" SET "GatheredAt" = COALESCE("FinishedAt", "StartedAt", "CreatedAt")
                WHERE "State" IN ('Finished', 'Running')
                    OR ("State" = 'Paused' AND ("PausedBecause" IN ('TooManyFailures', 'SendingLocked')
                        OR EXISTS (SELECT 1 FROM "Deliveries" WHERE "Deliveries"."CampaignId" = "Campaigns"."Id" AND "Deliveries"."Code" IS NOT NULL)));
                """);

            migrationBuilder.CreateTable(
                name: "PeopleStandings",
                columns: table => new
                {
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OptedIn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PeopleStandings", x => x.On);
                });

            migrationBuilder.CreateTable(
                name: "SavedAudiences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    AudienceJson = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedAudiences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_CampaignId_State_Code_PersonId_DecidedAt",
                table: "Deliveries",
                columns: new[] { "CampaignId", "State", "Code", "PersonId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_CampaignId_State_NextAttemptAt_Id",
                table: "Deliveries",
                columns: new[] { "CampaignId", "State", "NextAttemptAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedAudiences_Name",
                table: "SavedAudiences",
                column: "Name",
                unique: true);

            // The triggers know from here on that a notice may be taken back with its contact.
            SqliteArticle14Notices.Drop(migrationBuilder);
            SqliteArticle14Notices.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PeopleStandings");

            migrationBuilder.DropTable(
                name: "SavedAudiences");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_CampaignId_State_Code_PersonId_DecidedAt",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_CampaignId_State_NextAttemptAt_Id",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "GatheredAt",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "ListLength",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "Campaigns");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_CampaignId_State",
                table: "Deliveries",
                columns: new[] { "CampaignId", "State" });
        }
    }
}
