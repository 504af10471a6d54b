package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One subscription of an MQTT client: it is told as a client of its own, on a shared socket. */
final class MqttSubscription implements Connection {

  private final MqttSession session;
  private final MqttForm form;

  MqttSubscription(MqttSession session, MqttForm form) {
    this.session = session;
    this.form = form;
  }

  @Override
  public Form form() {
    return form;
  }

  @Override
  public boolean hasRoom() {
    return session.hasRoom() && (!form.acknowledged() || session.mayAwaitMore());
  }

  /** What is acknowledged is numbered, so each has its own. */
  @Override
  public boolean takesShared() {
    return !form.acknowledged();
  }

  @Override
  public void write(Buffer bytes) {
    if (bytes.length() > 0) {
      if (form.acknowledged()) {
        MqttForm.number(bytes, session.nextNumber());
      }
      session.write(bytes);
    }
  }

  /** In MQTT it is the client that says it is alive; the session watches for that. */
  @Override
  public boolean beat(@Nullable String id) {
    return true;
  }

  @Override
  public void end(Ending why) {
    session.end(why);
  }
}
