package dk.bypuls.api.answer;

import dk.bypuls.api.request.Showing;
import dk.bypuls.events.Sha256;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes with every answer that can be kept: for how long, and how to ask whether it still
 * holds.
 */
public final class OpenHeaders {

  /** For whom it was made, and as long. */
  public static final String FRESH_FOR_ONE = "private, max-age=10, must-revalidate";

  /** Recall must reach caches within seconds, so nothing may be kept longer than this unasked. */
  public static final String FRESH = "public, max-age=10, must-revalidate";

  private static final CharSequence FOR_ONE = OpenSide.fixed(FRESH_FOR_ONE);
  private static final CharSequence FOR_EVERYONE = OpenSide.fixed(FRESH);
  private static final CharSequence VARIES =
      OpenSide.fixed("Accept, Accept-Encoding, Authorization");

  private static final List<Encoding> ENCODINGS =
      List.of(Encoding.IDENTITY, Encoding.GZIP, Encoding.ZSTD);

  private static final String WHATEVER_IT_IS = "*";

  private static final int TAG_BYTES = 12;

  private OpenHeaders() {}

  /**
   * A strong tag: the dataset's stamp, and a hash of what else decides the bytes.
   *
   * @param stamp changes with the dataset's registration, so that a recall reaches caches
   */
  public static String tag(String stamp, String rest) {
    return stamp + '-' + HexFormat.of().formatHex(Sha256.of(rest), 0, TAG_BYTES);
  }

  /** Whether an If-None-Match header names the tag, in whatever encoding it was sent. */
  public static boolean matches(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null && names(ifNoneMatch, said(tag));
  }

  /** The tag as it is said, in each encoding. */
  public static List<String> said(String tag) {
    return ENCODINGS.stream().map(encoding -> '"' + encoding.tagged(tag) + '"').toList();
  }

  /** Whether an If-None-Match header names one of them. */
  public static boolean names(String ifNoneMatch, List<String> said) {
    // There is no quote within a tag, so what lies between two quotes is one, or a comma.
    for (int i = 0; i < said.size(); i++) {
      if (ifNoneMatch.contains(said.get(i))) {
        return true;
      }
    }
    return ifNoneMatch.equals(WHATEVER_IT_IS);
  }

  /** Puts them; lets the server pack the answer. */
  public static void put(RoutingContext request, Access access, String tag) {
    tell(request, access, letBePacked(request).tagged(tag));
  }

  /** Lets the server pack the answer as gzip or not at all; answers which of them it will. */
  public static Encoding letBePacked(RoutingContext request) {
    Encoding encoding = Encoding.gzip(request.request());
    if (encoding == Encoding.IDENTITY) {
      request.response().putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    } else {
      // Whoever set this meant to keep the answer from being packed.
      request.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
    }
    return encoding;
  }

  /** Puts them for an answer that comes packed like that. */
  public static void put(RoutingContext request, Access access, String tag, Encoding encoding) {
    request.response().putHeader(HttpHeaders.CONTENT_ENCODING, encoding.header());
    tell(request, access, encoding.tagged(tag));
  }

  private static void tell(RoutingContext request, Access access, String tag) {
    HttpServerResponse response = request.response();
    if (access == Access.INTERNAL) {
      response.putHeader("Cache-Control", "no-store");
      return;
    }
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, Showing.isPrivate(request) ? FOR_ONE : FOR_EVERYONE)
        .putHeader(HttpHeaders.ETAG, '"' + tag + '"')
        .putHeader(HttpHeaders.VARY, VARIES);
  }
}
