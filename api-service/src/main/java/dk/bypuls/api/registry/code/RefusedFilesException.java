package dk.bypuls.api.registry.code;

import java.util.List;

/** Files that cannot be applied as they are. */
public final class RefusedFilesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  public RefusedFilesException(List<Finding> findings) {
    super(findings.size() + " mistakes in the registry files");
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
