using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ImportUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ColumnsJson",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DataRows",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FileLength",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Kept",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OptOuts",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Removed",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TakenInAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "UndoneAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            // Before uploads could wait, a file came in when its import began.
            migrationBuilder.Sql("""UPDATE "ImportRuns" SET "TakenInAt" = "StartedAt";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ColumnsJson",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "DataRows",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "FileLength",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "Kept",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "OptOuts",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "Removed",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "TakenInAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "UndoneAt",
                table: "ImportRuns");
        }
    }
}
