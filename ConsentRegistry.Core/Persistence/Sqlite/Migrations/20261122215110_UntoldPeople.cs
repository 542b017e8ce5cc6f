using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UntoldPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "UntoldPeople",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ObtainedOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UntoldPeople", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_UntoldPeople_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_UntoldPeople_ObtainedOn",
                table: "UntoldPeople",
                column: "ObtainedOn");

            SqliteUntoldPeople.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SqliteUntoldPeople.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "UntoldPeople");
        }
    }
}
