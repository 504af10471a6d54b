package dk.bypuls.api.admin;

import dk.bypuls.api.admin.RegistryResource.ApplyRequest;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.code.RegistryFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much one apply may bring (I10). */
record ApplyLimits(int files, int bytes) {

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_MESSAGE = 1_000;

  /** The files of a request that keeps within the limits. */
  List<RegistryFile> check(@Nullable ApplyRequest request) {
    List<RegistryFile> sent = request == null ? null : request.files();
    if (sent == null || sent.isEmpty() || sent.stream().anyMatch(ApplyLimits::isIncomplete)) {
      throw Problem.badRequest(
              "Send {\"files\":[{\"name\":\"town.yaml\",\"text\":\"…\"}]} with at least one file. A table or a"
                  + " script may come as \"data\" in base64 instead of text.")
          .asException();
    }
    if (sent.size() > files) {
      throw tooLarge(
          "%d files are more than the %d that one apply takes".formatted(sent.size(), files));
    }
    long size = sent.stream().mapToLong(ApplyLimits::size).sum();
    if (size > bytes) {
      throw tooLarge("%d bytes are more than the %d that one apply takes".formatted(size, bytes));
    }
    return sent;
  }

  @Nullable String message(@Nullable ApplyRequest request) {
    String message = request == null ? null : request.message();
    if (message != null && message.length() > LONGEST_MESSAGE) {
      throw Problem.badRequest("message has at most " + LONGEST_MESSAGE + " letters.")
          .asException();
    }
    return message == null || message.isBlank() ? null : message.strip();
  }

  private static long size(RegistryFile file) {
    String text = file.text();
    byte[] data = file.data();
    return (text == null ? 0L : text.getBytes(StandardCharsets.UTF_8).length)
        + (data == null ? 0 : data.length);
  }

  @SuppressWarnings("ConstantValue") // JSON may leave out what the type says is there
  private static boolean isIncomplete(@Nullable RegistryFile file) {
    return file == null
        || file.name() == null
        || file.name().isBlank()
        || file.name().length() > LONGEST_NAME
        || (file.text() == null) == (file.data() == null);
  }

  private static RuntimeException tooLarge(String what) {
    return Problem.of(413, what + "; apply it in parts that can stand alone.").asException();
  }
}
