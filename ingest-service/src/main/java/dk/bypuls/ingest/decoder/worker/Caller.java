package dk.bypuls.ingest.decoder.worker;

import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import dk.bypuls.ingest.decoder.worker.Watchdog.Used;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Calls codecs under the watchdog's eyes, and puts into words what became of it. */
public final class Caller {

  private static final int FIRST_CALLS = 5;

  private static final Pattern KIND =
      Pattern.compile("^((?:Eval|Range|Reference|Syntax|Type|URI)?Error)\\b");
  private static final Pattern USED_UP =
      Pattern.compile(
          "Maximum call stack|allocation failed|[Oo]ut of memory|OutOfMemoryError|StackOverflowError"
              + "|Invalid string length");

  private final Watchdog watchdog;
  private final Limits limits;

  /** Calls by whom that watchdog watches. */
  public Caller(Watchdog watchdog, Limits limits) {
    this.watchdog = watchdog;
    this.limits = limits;
  }

  /**
   * What became of a call.
   *
   * @param leftOut how many numbers were left out because they were not finite
   */
  public record Answer(Verdict verdict, long cpuNanoseconds, int leftOut, String text) {}

  /** Calls a codec. */
  public Answer call(Codec codec, CallFrame call) {
    Realm realm = codec.open();
    boolean first = codec.countCall() <= FIRST_CALLS;
    watchdog.begin(realm.context, first ? limits.atFirst() : limits);
    String result = null;
    String stopped = null;
    String failed = null;
    try {
      result = codec.call(realm, call);
    } catch (PolyglotException e) {
      stopped = stoppedBy(e);
      failed = failure(codec, realm, e);
    } catch (IllegalStateException e) {
      // The watchdog closed the context between two steps of the call.
      failed = "the call was ended";
    } catch (OutOfMemoryError | StackOverflowError e) {
      stopped = "it used up the memory or the stack";
    }
    Used used = watchdog.end();
    if (used.pastLimit() != null) {
      stopped = used.pastLimit();
    }
    if (stopped != null) {
      codec.discard();
      return new Answer(Verdict.STOPPED, used.cpuNanoseconds(), 0, stopped);
    }
    if (result == null) {
      codec.tidy(realm);
      return new Answer(Verdict.FAILED, used.cpuNanoseconds(), 0, String.valueOf(failed));
    }
    codec.tidy(result);
    return decoded(result, used);
  }

  // Letters, how many numbers were left out, ";", JSON
  private static Answer decoded(String result, Used used) {
    int at = result.indexOf(';');
    return new Answer(
        Verdict.DECODED,
        used.cpuNanoseconds(),
        Integer.parseInt(result.substring(result.indexOf('D') + 1, at)),
        result.substring(at + 1));
  }

  private static @Nullable String stoppedBy(PolyglotException e) {
    if (e.isResourceExhausted() || e.isCancelled() || e.isInterrupted()) {
      return "it used up the memory or the stack";
    }
    String message = e.getMessage();
    boolean usedUp =
        message != null
            && (e.isInternalError() || message.startsWith("RangeError"))
            && USED_UP.matcher(message).find();
    return usedUp ? "it used up the memory or the stack" : null;
  }

  private static @Nullable String failure(Codec codec, Realm realm, PolyglotException e) {
    if (e.isCancelled() || e.isResourceExhausted() || e.isInterrupted()) {
      return null;
    }
    SourceSection place = e.getSourceLocation();
    if (e.isSyntaxError()) {
      int line = place == null ? 1 : place.getStartLine();
      return "the script cannot be read as JavaScript: line " + line;
    }
    if (e.isInternalError()) {
      return "the script engine failed";
    }
    String own = told(realm, e);
    if (own != null) {
      return own;
    }
    String message = e.getMessage();
    Matcher kind = KIND.matcher(message == null ? "" : message);
    String line =
        place == null || !place.getSource().getName().equals("script")
            ? ""
            : " in line " + codec.ownLine(place.getStartLine());
    return "the script threw " + (kind.find() ? kind.group(1) : "an exception") + line;
  }

  private static @Nullable String told(Realm realm, PolyglotException e) {
    Value thrown = e.getGuestObject();
    if (thrown == null || !thrown.hasMembers()) {
      return null;
    }
    try {
      Value told = realm.sandbox.invokeMember("told", thrown);
      return told.isString() ? told.asString() : null;
    } catch (PolyglotException | IllegalStateException closed) {
      return null;
    }
  }
}
