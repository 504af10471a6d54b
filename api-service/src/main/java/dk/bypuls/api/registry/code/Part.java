package dk.bypuls.api.registry.code;

import java.util.List;

/** A part of a registry file and the keys it may have. */
public enum Part {
  FILE(
      "a registry file",
      "tenants",
      "sources",
      "decoders",
      "profiles",
      "places",
      "sensors",
      "datasets",
      "withdraw"),
  WITHDRAW("a withdrawal", "tenant", "source", "decoder", "profile", "place", "sensor", "dataset"),
  TEXT("a text", "da", "en"),
  TENANT("a tenant", "id", "name", "contact", "simulated"),
  SOURCE(
      "a source",
      "id",
      "tenant",
      "format",
      "mqtt",
      "http",
      "folder",
      "pull",
      "json",
      "csv",
      "dedupe",
      "unknownDevices"),
  MQTT("mqtt", "broker", "topic", "credentials", "qos", "group", "version"),
  HTTP("http", "header", "basic", "tokenInQuery"),
  JSON(
      "json",
      "records",
      "device",
      "time",
      "timeFormat",
      "zone",
      "messageId",
      "payload",
      "encoding",
      "port",
      "counter"),
  CSV(
      "csv",
      "device",
      "time",
      "timeFormat",
      "zone",
      "messageId",
      "separator",
      "decimal",
      "name",
      "value"),
  FOLDER("folder", "settle"),
  PULL("pull", "url", "every", "credentials", "headers", "lookback"),
  DEVICE("a device", "topic"),
  DECODER("a decoder", "id", "tenant", "style", "script", "file", "layout", "format", "examples"),
  EXAMPLE("an example", "description", "port", "bytes", "at", "data", "error"),
  LAYOUT("a layout", "ports", "firstBytes", "endian", "fields", "stored", "tagged"),
  BYTES(
      "a field in bytes",
      "name",
      "at",
      "type",
      "length",
      "endian",
      "bits",
      "scale",
      "offset",
      "missing",
      "words",
      "required"),
  STORED("stored", "name", "at", "size", "every", "oldestFirst", "fields"),
  TAGGED("tagged", "at", "type", "length", "values"),
  VALUE("a value", "type", "size", "fields"),
  PROFILE(
      "a profile",
      "id",
      "tenant",
      "product",
      "interval",
      "decoder",
      "fields",
      "records",
      "time",
      "timeFormat",
      "zone"),
  PRODUCT("a product", "vendor", "model"),
  FIELD(
      "a field",
      "pointer",
      "quantity",
      "unit",
      "scale",
      "offset",
      "lowest",
      "highest",
      "wraps",
      "stuckAfter",
      "identifier"),
  PLACE("a place", "id", "tenant", "name", "position"),
  SENSOR(
      "a sensor",
      "id",
      "tenant",
      "source",
      "sources",
      "device",
      "profile",
      "place",
      "placements",
      "household"),
  PLACEMENT("a placement", "place", "from"),
  DATASET(
      "a dataset",
      "id",
      "tenant",
      "title",
      "description",
      "privacyClass",
      "profiles",
      "sensors",
      "quantities",
      "owner",
      "contact",
      "purpose",
      "legalBasis",
      "licence",
      "retention",
      "lateness",
      "publication",
      "cells",
      "areas",
      "policies"),
  AREA("an area", "id", "name", "places", "within"),
  POLICY(
      "a policy",
      "version",
      "from",
      "unit",
      "smallestGroup",
      "largestShare",
      "epsilon",
      "cap",
      "dailyEpsilon",
      "dailyLeaves",
      "cell",
      "resolution",
      "rounding",
      "bands",
      "delay",
      "tellsZero",
      "dropped"),
  PUBLICATION(
      "a publication",
      "decidedBy",
      "decidedOn",
      "reference",
      "riskAssessment",
      "remainingRisk",
      "from");

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // it is made by List.of
  private final List<String> keys;

  Part(String title, String... keys) {
    this.title = title;
    this.keys = List.of(keys);
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  public List<String> keys() {
    return keys;
  }
}
