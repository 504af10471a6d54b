package dk.bypuls.bench;

import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The nginx of this machine, a peer where there is one. */
record Nginx(Path program) {

  private static final Pattern MODULES = Pattern.compile("--modules-path=(\\S+)");

  /** As many may wait to be let in as the system allows, as in the services. */
  private static final String SETTINGS =
      """
      %1$s
      user root;
      worker_processes 1;
      worker_rlimit_nofile %4$d;
      daemon off;
      pid %2$s/nginx.pid;
      error_log %2$s/nginx.log;
      events { worker_connections %4$d; }
      http {
        access_log off;
        keepalive_requests 1000000000;
        sendfile on;
        client_body_temp_path %2$s; proxy_temp_path %2$s; fastcgi_temp_path %2$s;
        uwsgi_temp_path %2$s; scgi_temp_path %2$s;
        server { listen 127.0.0.1:%3$d backlog=4096; root %2$s; %5$s }
      }
      """;

  /** The one on the path. */
  static Optional<Nginx> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(each -> Path.of(each, "nginx"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Nginx::new);
  }

  /** That module, if it is where this nginx looks for its modules. */
  Optional<Path> module(String file) {
    Matcher path = MODULES.matcher(build());
    return path.find()
        ? Optional.of(Path.of(path.group(1), file)).filter(Files::isReadable)
        : Optional.empty();
  }

  private String build() {
    try {
      Process said = new ProcessBuilder(program.toString(), "-V").redirectErrorStream(true).start();
      return new String(said.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("nginx does not say how it was built", e);
    }
  }

  /**
   * Starts one worker of it.
   *
   * @param served the folder that is served and written to
   * @param modules what of it is loaded
   * @param server what its server is told
   */
  Running start(Path served, List<Path> modules, int connections, String server) {
    int port = FreePorts.one();
    StringBuilder load = new StringBuilder();
    modules.forEach(module -> load.append("load_module ").append(module).append(";\n"));
    try {
      Path settings =
          Files.writeString(
              served.resolve("nginx.conf"),
              SETTINGS.formatted(load, served, port, connections, server));
      Measured measured =
          Measured.program(
              served.resolve("nginx.out"),
              Map.of(),
              List.of(program.toString(), "-p", served.toString(), "-c", settings.toString()));
      Waiting.until("nginx listens", () -> !FreePorts.isFree(port));
      return new Running(measured, port);
    } catch (IOException e) {
      throw new UncheckedIOException("nginx cannot be started", e);
    }
  }

  /** One that runs. */
  record Running(Measured measured, int port) implements AutoCloseable {
    @Override
    public void close() {
      measured.close();
    }
  }
}
