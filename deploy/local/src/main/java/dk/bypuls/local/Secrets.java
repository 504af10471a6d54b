package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of one city, made when first asked for and kept in its folder {@code secrets}. */
public final class Secrets {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  public Secrets(CityFolder city) {
    this.folder = city.secrets();
  }

  /** The password of that name, the same for the life of the city. */
  public synchronized String password(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        CityFolder.ownerOnly(folder);
        CityFolder.writeOwnerOnly(file, random() + "\n");
      }
      return Files.readString(file).trim();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
