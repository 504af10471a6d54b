package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormTest {

  @Test
  void writesAnEventForAStream() {
    assertThat(written(Form.EVENT_STREAM, told("t.1.2", 2)).toString())
        .isEqualTo("event: window\nid: t.1.2\ndata: {}\n\n");
    assertThat(written(Form.EVENT_STREAM, told(null, 2)).toString())
        .isEqualTo("event: window\ndata: {}\n\n");
  }

  @Test
  void writesTextFramesOfEveryLength() {
    // Given the three ways in which a frame says how long it is (RFC 6455, 5.2)
    Buffer small = written(Form.TEXT_FRAMES, told("t.1", 2));
    Buffer middle = written(Form.TEXT_FRAMES, told(null, 1000));
    Buffer large = written(Form.TEXT_FRAMES, told(null, 100_000));

    // Then
    assertThat(small.getUnsignedByte(0)).isEqualTo((short) 0x81);
    assertThat(small.getUnsignedByte(1)).isEqualTo((short) (small.length() - 2));
    assertThat(small.getString(2, small.length()))
        .isEqualTo("{\"event\":\"window\",\"id\":\"t.1\",\"data\":{}}");
    assertThat(middle.getUnsignedByte(1)).isEqualTo((short) 126);
    assertThat(middle.getUnsignedShort(2)).isEqualTo(middle.length() - 4);
    assertThat(large.getUnsignedByte(1)).isEqualTo((short) 127);
    assertThat(large.getLong(2)).isEqualTo(large.length() - 10);
  }

  private static Buffer written(Form form, Told told) {
    Buffer bytes = Buffer.buffer();
    form.write(told, bytes);
    return bytes;
  }

  private static Told told(@Nullable String id, int length) {
    String data = "{" + " ".repeat(length - 2) + "}";
    return Told.now("window", id, null, data.getBytes(StandardCharsets.UTF_8));
  }
}
