using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FindPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_People_FamilyName",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_People_SearchText",
                table: "People");

            migrationBuilder.CreateIndex(
                name: "IX_People_ChangedAt_Id_Language",
                table: "People",
                columns: new[] { "ChangedAt", "Id", "Language" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_People_Company_Id_Language",
                table: "People",
                columns: new[] { "Company", "Id", "Language" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_People_FamilyName_GivenName_Id_Language",
                table: "People",
                columns: new[] { "FamilyName", "GivenName", "Id", "Language" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_People_MergedInto",
                table: "People",
                column: "MergedInto",
                filter: "\"MergedInto\" IS NOT NULL");

            SqliteNameIndex.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SqliteNameIndex.Drop(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "IX_People_ChangedAt_Id_Language",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_People_Company_Id_Language",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_People_FamilyName_GivenName_Id_Language",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_People_MergedInto",
                table: "People");

            migrationBuilder.CreateIndex(
                name: "IX_People_FamilyName",
                table: "People",
                column: "FamilyName");

            migrationBuilder.CreateIndex(
                name: "IX_People_SearchText",
                table: "People",
                column: "SearchText");
        }
    }
}
