package dk.bypuls.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.codec.Codec;
import dk.bypuls.events.vocabulary.Quantities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** CBOR or JSON by streaming, without an object tree: an array of values in a fixed order. */
final class JacksonForm implements Codec<InnerEvent> {

  private final JsonFactory factory;

  private JacksonForm(JsonFactory factory) {
    this.factory = factory;
  }

  static JacksonForm cbor() {
    return new JacksonForm(new CBORFactory());
  }

  static JacksonForm json() {
    return new JacksonForm(new JsonFactory());
  }

  @Override
  public byte[] encode(InnerEvent event) {
    Readings readings = (Readings) event;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      long receivedAt = readings.receivedAt().toEpochMilli();
      out.writeStartArray();
      out.writeString(readings.tenant());
      out.writeString(readings.sensor());
      out.writeString(readings.source());
      out.writeNumber(readings.origin().high());
      out.writeNumber(readings.origin().low());
      out.writeNumber(receivedAt);
      for (Reading reading : readings.readings()) {
        out.writeStartArray();
        out.writeNumber(reading.quantity().number());
        out.writeNumber(reading.index());
        out.writeNumber(reading.value());
        out.writeNumber(receivedAt - reading.observedAt().toEpochMilli());
        out.writeNumber(reading.hints());
        out.writeEndArray();
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public InnerEvent decode(byte[] bytes) {
    try (JsonParser in = factory.createParser(bytes)) {
      in.nextToken();
      String tenant = in.nextTextValue();
      String sensor = in.nextTextValue();
      String source = in.nextTextValue();
      Origin origin = new Origin(in.nextLongValue(0), in.nextLongValue(0));
      Instant receivedAt = Instant.ofEpochMilli(in.nextLongValue(0));
      List<Reading> readings = new ArrayList<>();
      while (in.nextToken() == JsonToken.START_ARRAY) {
        readings.add(
            new Reading(
                Quantities.numbered(in.nextIntValue(0)),
                in.nextIntValue(0),
                in.nextLongValue(0),
                receivedAt.minusMillis(in.nextLongValue(0)),
                in.nextIntValue(0)));
        in.nextToken();
      }
      return new Readings(tenant, sensor, source, origin, receivedAt, readings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
