using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Doubts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DoubtWords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    ProtectedHeader = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProtectedValue = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WordIndex = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DoubtWords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Doubts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: true),
                    Channel = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Doubts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Doubts_DoubtWords_WordId",
                        column: x => x.WordId,
                        principalTable: "DoubtWords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Doubts_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_ImportId_WordId",
                table: "Doubts",
                columns: new[] { "ImportId", "WordId" });

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_PersonId",
                table: "Doubts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_RecordedAt",
                table: "Doubts",
                column: "RecordedAt",
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_WordId_Line",
                table: "Doubts",
                columns: new[] { "WordId", "Line" });

            migrationBuilder.CreateIndex(
                name: "IX_DoubtWords_ImportId_WordIndex",
                table: "DoubtWords",
                columns: new[] { "ImportId", "WordIndex" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Doubts");

            migrationBuilder.DropTable(
                name: "DoubtWords");
        }
    }
}
