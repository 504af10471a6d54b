package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What many clients are sent. */
class SharedBytesTest {

  @Test
  void isTheSameForEachAsAChunk() {
    // Given
    SharedBytes shared = new SharedBytes(Buffer.buffer("data: æ\n\n"));

    // When
    ByteBuf first = shared.chunk();
    ByteBuf second = shared.chunk();

    // Then
    assertThat(first.toString(StandardCharsets.UTF_8)).isEqualTo("a\r\ndata: æ\n\n\r\n");
    assertThat(second.unwrap()).isSameAs(first.unwrap());
    first.skipBytes(first.readableBytes());
    assertThat(second.readableBytes()).isEqualTo(15);
    shared.release();
    first.release();
    second.release();
  }

  @Test
  void isKeptUntilTheLastHasWrittenIt() {
    // Given
    SharedBytes shared = new SharedBytes(Buffer.buffer("{}"));
    ByteBuf one = shared.plain();

    // When
    shared.release();

    // Then
    assertThat(one.refCnt()).isOne();
    assertThat(one.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
    one.release();
    assertThat(one.refCnt()).isZero();
  }
}
