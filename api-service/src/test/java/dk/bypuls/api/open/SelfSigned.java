package dk.bypuls.api.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that nobody else signed. */
record SelfSigned(Path store) {

  private static final String PASSWORD = "of-a-test-alone";

  /** A new one, made by the tool of the JDK. */
  static SelfSigned in(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("tls.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("no certificate was made: " + said);
    }
    return new SelfSigned(store);
  }

  /** Has the service show it at that port. */
  Map<String, String> environment(int port) {
    return Map.of(
        "QUARKUS_HTTP_SSL_PORT",
        Integer.toString(port),
        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
        store.toString(),
        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD",
        PASSWORD);
  }

  /** What trusts it and nothing else. */
  SSLContext trusted() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("api", keys.getCertificate("api"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
