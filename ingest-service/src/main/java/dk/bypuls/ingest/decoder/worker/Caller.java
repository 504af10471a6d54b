package dk.bypuls.ingest.decoder.worker;

import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import dk.bypuls.ingest.decoder.worker.Watchdog.Used;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Calls codecs under the watchdog's eyes, and puts into words what became of it. */
public final class Caller {

  private static final int FIRST_CALLS = 5;

  /** Of what a script says of its failure, so much is kept. */
  private static final int LONGEST_SAYING = 500;

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
   * @param said what the script itself says of its failure, which may repeat what was sent; empty
   *     where it says nothing
   */
  public record Answer(
      Verdict verdict, long cpuNanoseconds, int leftOut, String text, String said) {}

  /** Calls a codec. */
  public Answer call(Codec codec, CallFrame call) {
    Realm realm = codec.open();
    boolean first = codec.countCall() <= FIRST_CALLS;
    watchdog.begin(realm.context, first ? limits.atFirst() : limits);
    String result = null;
    String stopped = null;
    Failure failed = null;
    try {
      result = codec.call(realm, call);
    } catch (PolyglotException e) {
      stopped = stoppedBy(e);
      failed = failure(codec, realm, e);
    } catch (IllegalStateException e) {
      // The watchdog closed the context between two steps of the call.
      failed = new Failure("the call was ended", "");
    } catch (OutOfMemoryError | StackOverflowError e) {
      stopped = "it used up the memory or the stack";
    }
    Used used = watchdog.end();
    if (used.pastLimit() != null) {
      stopped = used.pastLimit();
    }
    if (stopped != null) {
      codec.discard();
      return new Answer(Verdict.STOPPED, used.cpuNanoseconds(), 0, stopped, "");
    }
    if (result == null) {
      codec.tidy(realm);
      Failure why = failed == null ? new Failure("it was not answered", "") : failed;
      return new Answer(Verdict.FAILED, used.cpuNanoseconds(), 0, why.detail(), why.said());
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
        result.substring(at + 1),
        "");
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

  /** Why a call failed: in our words, and in those of the script. */
  private record Failure(String detail, String said) {

    Failure(String detail, @Nullable String said) {
      String words = said == null ? "" : said;
      this.detail = detail;
      this.said = words.length() > LONGEST_SAYING ? words.substring(0, LONGEST_SAYING) : words;
    }
  }

  private static @Nullable Failure failure(Codec codec, Realm realm, PolyglotException e) {
    if (e.isCancelled() || e.isResourceExhausted() || e.isInterrupted()) {
      return null;
    }
    SourceSection place = e.getSourceLocation();
    if (e.isSyntaxError()) {
      int line = place == null ? 1 : place.getStartLine();
      return new Failure(
          "the script cannot be read as JavaScript: line " + line, firstLine(e.getMessage()));
    }
    if (e.isInternalError()) {
      return new Failure("the script engine failed", "");
    }
    String own = told(realm, e);
    if (own != null) {
      // Ours, and after a line feed the script's own.
      int end = own.indexOf('\n');
      return end < 0
          ? new Failure(own, "")
          : new Failure(own.substring(0, end), own.substring(end + 1));
    }
    String message = e.getMessage();
    Matcher kind = KIND.matcher(message == null ? "" : message);
    return new Failure(
        "the script threw " + (kind.find() ? kind.group(1) : "an exception") + line(codec, e),
        message);
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.lines().findFirst().orElse("");
  }

  // The innermost place that is the script's own: it may have thrown inside one of our helpers.
  private static String line(Codec codec, PolyglotException e) {
    for (StackFrame frame : e.getPolyglotStackTrace()) {
      SourceSection place = frame.getSourceLocation();
      if (place != null && place.getSource().getName().equals("script")) {
        return " in line " + codec.ownLine(place.getStartLine());
      }
    }
    return "";
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
