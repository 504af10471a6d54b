package dk.bypuls.aggregator.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/** The sink in a process of its own, so that it can be paused. */
final class SinkProcess {

  private static final String PASSWORD = "SINK_PASSWORD";

  private SinkProcess() {}

  static Process launch(History history, String bootstrapServers) throws IOException {
    PGSimpleDataSource dataSource = (PGSimpleDataSource) history.dataSource();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SinkProcess.class.getName(),
                dataSource.getUrl(),
                bootstrapServers)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(Path.of("target", "sink-process.log").toFile()));
    builder.environment().put(PASSWORD, dataSource.getPassword());
    return builder.start();
  }

  public static void main(String[] args) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(args[0]);
    dataSource.setUser("bypuls_sink");
    dataSource.setPassword(System.getenv(PASSWORD));
    HistoryMetrics metrics = new HistoryMetrics(new SimpleMeterRegistry());
    new HistorySink(dataSource, HistorySinkIT.SETTINGS, args[1], "twin", metrics, window -> false)
        .run();
  }
}
