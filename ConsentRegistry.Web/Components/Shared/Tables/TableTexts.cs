namespace ConsentRegistry.Web.Components.Shared.Tables;

/// <summary>The words of tables to work in, whatever they are about.</summary>
public sealed class TableTexts;
