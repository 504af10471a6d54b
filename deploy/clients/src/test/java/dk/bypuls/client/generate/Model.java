package dk.bypuls.client.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has to know of the contract. */
record Model(List<Type> types, List<Operation> operations) {

  /** A type of answers. */
  record Type(String name, String about, List<Field> fields) {}

  /** A member of a type, or a parameter of a question. */
  record Field(String name, Shape shape, boolean required, String about) {}

  /**
   * Something that may be asked.
   *
   * @param answer absent for what does not end
   */
  record Operation(
      String id,
      String about,
      String path,
      List<String> inPath,
      List<Field> parameters,
      @Nullable Shape answer) {

    /** Its name as that of a type. */
    String title() {
      return Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }
  }
}
