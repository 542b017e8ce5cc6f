using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentRegistry.Web.Account.Migrations
{
    /// <inheritdoc />
    public partial class OperatorPreferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OperatorPreferences",
                columns: table => new
                {
                    Operator = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OperatorPreferences", x => new { x.Operator, x.Name });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OperatorPreferences");
        }
    }
}
