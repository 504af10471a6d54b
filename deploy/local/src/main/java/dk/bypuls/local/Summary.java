package dk.bypuls.local;

/** What a person wants to know of a city that has just started. */
final class Summary {
  private final CityFolder folder;
  private final CitySettings settings;
  private final boolean timescale;

  Summary(CityFolder folder, CitySettings settings, boolean timescale) {
    this.folder = folder;
    this.settings = settings;
    this.timescale = timescale;
  }

  void print(Progress progress) {
    Ports ports = settings.ports();
    progress.say(
        """

        The city runs (after %.0f s).

          the city      http://127.0.0.1:%d/
          datasets      http://127.0.0.1:%d/v1/datasets
          live          http://127.0.0.1:%d/v1/live
          live by MQTT  tcp://127.0.0.1:%d  (bypuls/live/#)
          ingest        http://127.0.0.1:%d/ingest/{source}
          MQTT broker   tcp://127.0.0.1:%d
          Kafka         127.0.0.1:%d
          %s jdbc:postgresql://127.0.0.1:%d/bypuls
          admin token   %s
          data, logs    %s

        ./bypuls status, logs [part], down; ./bypuls help tells the rest.
        """
            .formatted(
                progress.seconds(),
                ports.api(),
                ports.api(),
                ports.api(),
                ports.mqttFeed(),
                ports.ingest(),
                ports.mqtt(),
                ports.kafka(),
                timescale ? "TimescaleDB  " : "PostgreSQL   ",
                ports.database(),
                folder.adminToken(),
                folder.path()));
  }
}
