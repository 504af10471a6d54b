package dk.bypuls.api.registry.code;

/**
 * One cell of a table and where it stands.
 *
 * @param index its column in the table, from zero
 * @param column where it begins: a character of the line in a text, a column in a workbook
 * @param rounded whether it is a number with more digits than a spreadsheet keeps
 */
record Cell(String text, int index, int line, int column, boolean rounded) {

  boolean isEmpty() {
    return text.isBlank();
  }
}
