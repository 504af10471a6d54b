package dk.bypuls.bench;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.codec.Codec;
import dk.bypuls.events.vocabulary.Quantities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Avro single-object encoding, as fast as its library can be driven: the binary encoder by hand.
 */
final class AvroForm implements Codec<InnerEvent> {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Readings","fields":[
                {"name":"tenant","type":"string"},{"name":"sensor","type":"string"},
                {"name":"source","type":"string"},{"name":"originHigh","type":"long"},
                {"name":"originLow","type":"long"},{"name":"receivedAt","type":"long"},
                {"name":"readings","type":{"type":"array","items":{"type":"record","name":"Reading","fields":[
                  {"name":"quantity","type":"int"},{"name":"index","type":"int"},{"name":"value","type":"long"},
                  {"name":"observedBeforeReceived","type":"long"},{"name":"hints","type":"int"}]}}}]}
              """);

  private static final int HEADER_BYTES = 10;
  private static final byte[] HEADER =
      ByteBuffer.allocate(HEADER_BYTES)
          .put((byte) 0xC3)
          .put((byte) 0x01)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(SchemaNormalization.parsingFingerprint64(SCHEMA))
          .array();

  @Override
  public byte[] encode(InnerEvent event) {
    Readings readings = (Readings) event;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(HEADER);
    try {
      BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      out.writeString(readings.tenant());
      out.writeString(readings.sensor());
      out.writeString(readings.source());
      out.writeLong(readings.origin().high());
      out.writeLong(readings.origin().low());
      long receivedAt = readings.receivedAt().toEpochMilli();
      out.writeLong(receivedAt);
      out.writeArrayStart();
      out.setItemCount(readings.readings().size());
      for (Reading reading : readings.readings()) {
        out.startItem();
        out.writeInt(reading.quantity().number());
        out.writeInt(reading.index());
        out.writeLong(reading.value());
        out.writeLong(receivedAt - reading.observedAt().toEpochMilli());
        out.writeInt(reading.hints());
      }
      out.writeArrayEnd();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public InnerEvent decode(byte[] bytes) {
    if (!Arrays.equals(bytes, 0, HEADER_BYTES, HEADER, 0, HEADER_BYTES)) {
      throw new IllegalArgumentException("written with a schema that is not known");
    }
    try {
      BinaryDecoder in =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
      String tenant = in.readString();
      String sensor = in.readString();
      String source = in.readString();
      Origin origin = new Origin(in.readLong(), in.readLong());
      Instant receivedAt = Instant.ofEpochMilli(in.readLong());
      List<Reading> readings = new ArrayList<>();
      for (long items = in.readArrayStart(); items != 0; items = in.arrayNext()) {
        for (long i = 0; i < items; i++) {
          readings.add(
              new Reading(
                  Quantities.numbered(in.readInt()),
                  in.readInt(),
                  in.readLong(),
                  receivedAt.minusMillis(in.readLong()),
                  in.readInt()));
        }
      }
      return new Readings(tenant, sensor, source, origin, receivedAt, readings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
