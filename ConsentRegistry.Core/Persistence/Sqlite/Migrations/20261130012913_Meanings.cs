using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Meanings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MeaningsJson",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MeaningsJson",
                table: "ImportProfiles",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MeaningsJson",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "MeaningsJson",
                table: "ImportProfiles");
        }
    }
}
