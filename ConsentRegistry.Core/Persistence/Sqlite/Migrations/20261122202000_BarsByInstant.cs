using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BarsByInstant : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_LedgerEvents_Type_RecordedAt",
                table: "LedgerEvents",
                columns: new[] { "Type", "RecordedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LedgerEvents_Type_RecordedAt",
                table: "LedgerEvents");
        }
    }
}
