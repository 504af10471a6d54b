package dk.bypuls.ingest.http;

import dk.bypuls.events.Sha256;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Http;
import dk.bypuls.events.registry.SourceToken;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may post to which source. */
public final class Senders {

  private static final Http ORDINARY = new Http(false);

  private volatile Map<String, Door> doors = Map.of();
  private volatile List<byte[]> all = List.of();

  /** Takes what is registered now. */
  public void adopt(Registry registry) {
    Map<String, Door> next = new HashMap<>();
    List<byte[]> every = new ArrayList<>();
    for (Source source : registry.sources()) {
      List<byte[]> hashes = new ArrayList<>();
      for (SourceToken token : registry.tokensOf(source.id())) {
        hashes.add(HexFormat.of().parseHex(token.sha256()));
      }
      every.addAll(hashes);
      if (source.http() != null) {
        next.put(source.id(), new Door(source.tenant(), hashes, source.http()));
      }
    }
    doors = Map.copyOf(next);
    all = List.copyOf(every);
  }

  /** How the token of a post to that source may come. */
  Http ways(String source) {
    Door door = doors.get(source);
    return door == null ? ORDINARY : door.ways();
  }

  /** Whose source it is; empty if nobody may post to it any longer. */
  String tenantOf(String source) {
    Door door = doors.get(source);
    return door == null ? "" : door.tenant();
  }

  /** What a token opens. A source that does not exist is as closed as another's. */
  Access check(String source, @Nullable String token) {
    if (token == null) {
      return Access.NOBODY;
    }
    byte[] hash = Sha256.of(token);
    Door door = doors.get(source);
    if (door != null && isAmong(door.hashes(), hash)) {
      return Access.GRANTED;
    }
    return isAmong(all, hash) ? Access.NOT_FOUND : Access.NOBODY;
  }

  // Compares with each in constant time, so that nothing can be learnt from how long it takes.
  private static boolean isAmong(List<byte[]> hashes, byte[] hash) {
    boolean found = false;
    for (byte[] each : hashes) {
      found |= MessageDigest.isEqual(each, hash);
    }
    return found;
  }

  /** What a token opens. */
  enum Access {
    /** It may post here. */
    GRANTED,
    /** It may post, but not here, or there is no such place. */
    NOT_FOUND,
    /** Nobody knows it. */
    NOBODY
  }

  private record Door(String tenant, List<byte[]> hashes, Http ways) {}
}
