package dk.bypuls.ingest.format.senml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.StrictJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a SenML pack in either of its forms, within limits, with the labels of the JSON form. */
final class SenmlReader {

  private static final Map<String, String> CBOR_LABELS =
      Map.ofEntries(
          Map.entry("-1", "bver"),
          Map.entry("-2", "bn"),
          Map.entry("-3", "bt"),
          Map.entry("-4", "bu"),
          Map.entry("-5", "bv"),
          Map.entry("-6", "bs"),
          Map.entry("0", "n"),
          Map.entry("1", "u"),
          Map.entry("2", "v"),
          Map.entry("3", "vs"),
          Map.entry("4", "vb"),
          Map.entry("5", "s"),
          Map.entry("6", "t"),
          Map.entry("7", "ut"),
          Map.entry("8", "vd"));

  private static final int ARRAY = 0x80;
  private static final int MAJOR_TYPE = 0xE0;
  private static final int LARGEST_EXPONENT = 400;
  private static final int LARGEST_BITS = 512;

  private final StrictJson json;
  private final ObjectReader cbor;

  SenmlReader(IntakeSettings settings) {
    json = new StrictJson(settings);
    cbor =
        CBORMapper.builder(
                CBORFactory.builder().streamReadConstraints(StrictJson.limits(settings)).build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
  }

  /** Whether a body is CBOR: its first byte begins a list there, and no text. */
  static boolean isCbor(byte[] body) {
    return body.length > 0 && (body[0] & MAJOR_TYPE) == ARRAY;
  }

  /** The pack in these bytes. */
  JsonNode read(byte[] body) throws Rejection {
    if (!isCbor(body)) {
      return json.parse(body);
    }
    try {
      return cbor.readTree(body);
    } catch (JsonProcessingException e) {
      throw Rejection.undecodable("the CBOR is broken, repeats a label or goes past a limit");
    } catch (IOException | RuntimeException e) {
      throw Rejection.undecodable("the body is no CBOR");
    }
  }

  /** A record of a pack in CBOR with the labels and the numbers of the JSON form. */
  static ObjectNode withJsonLabels(JsonNode record) throws Rejection {
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      String label = CBOR_LABELS.getOrDefault(field.getKey(), field.getKey());
      if (renamed.has(label)) {
        throw Rejection.undecodable("a label is there twice");
      }
      BigDecimal number = number(field.getValue());
      if (number == null) {
        renamed.set(label, field.getValue());
      } else {
        renamed.put(label, number);
      }
    }
    return renamed;
  }

  /** A number, also where it is written as exponent and mantissa (RFC 8949, tag 4). */
  private static @Nullable BigDecimal number(JsonNode value) throws Rejection {
    if (value.isArray()
        && value.size() == 2
        && value.get(0).isInt()
        && value.get(1).isIntegralNumber()) {
      int exponent = value.get(0).intValue();
      if (Math.abs((long) exponent) > LARGEST_EXPONENT) {
        throw Rejection.undecodable("a number is beyond all measure");
      }
      return new BigDecimal(whole(value.get(1)), -exponent);
    }
    if (!value.isNumber()) {
      return null;
    }
    if (value.isIntegralNumber()) {
      return new BigDecimal(whole(value));
    }
    if (!Double.isFinite(value.doubleValue())) {
      throw Rejection.undecodable("a value is no number");
    }
    return new BigDecimal(
        value.isFloat()
            ? Float.toString(value.floatValue())
            : Double.toString(value.doubleValue()));
  }

  private static BigInteger whole(JsonNode value) throws Rejection {
    BigInteger number = value.bigIntegerValue();
    if (number.bitLength() > LARGEST_BITS) {
      throw Rejection.undecodable("a number is beyond all measure");
    }
    return number;
  }
}
