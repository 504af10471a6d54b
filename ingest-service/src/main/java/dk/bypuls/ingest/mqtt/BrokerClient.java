package dk.bypuls.ingest.mqtt;

import java.io.IOException;

/**
 * A client of one broker, for one connection, in one version of MQTT. It acknowledges only what it
 * is told to.
 */
interface BrokerClient {

  /**
   * Connects. Messages of the session may arrive before it returns.
   *
   * @param session whether the broker is to keep the session, or to end it with the connection
   */
  void connect(boolean session) throws IOException;

  /** Subscribes. */
  void subscribe(String filter, int qos) throws IOException;

  /** Ends a subscription that the session still has. */
  void unsubscribe(String filter) throws IOException;

  /** Acknowledges the message with that packet identifier. */
  void acknowledge(int packet) throws IOException;

  /** Disconnects and gives everything back. */
  void close() throws IOException;

  /** Who is told what the broker does. */
  interface Listener {

    /**
     * A message arrived.
     *
     * @param packet its packet identifier; none is needed for what came by QoS 0
     */
    void arrived(String topic, byte[] body, int packet, int qos);

    /** The connection is over. */
    void lost(String why);

    /** Something that is worth knowing only to who looks for a mistake. */
    void noted(String what);
  }
}
