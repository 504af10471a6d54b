package dk.bypuls.api.registry.code;

/** A value that cannot be read; whoever asked for it knows where it stands. */
final class UnreadableException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient Said said;

  UnreadableException(Said said) {
    super(said.english());
    this.said = said;
  }

  Said said() {
    return said;
  }
}
