package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;

/** What an answer looks like: in which form, with which columns, with which times. */
public record Form(Format format, Columns columns, Times times) {

  public Form {
    if (format == Format.PARQUET && times == Times.LOCAL) {
      throw Problem.badRequest(
              "Parquet holds instants, which have no zone: leave out \"time\", and have your program"
                  + " show them as Europe/Copenhagen.")
          .asException();
    }
  }

  /** With all that there is to say. */
  public static Form whole(Format format) {
    return new Form(format, Columns.ALL, Times.UTC);
  }

  /** One text for equal forms. */
  public String canonical() {
    return format + " " + columns.canonical() + " " + times;
  }
}
