package dk.bypuls.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

  private static final String PUBLIC = "9.9.9.9";

  private static List<InetAddress> connectedTo(String hosts, String addresses, String url)
      throws PullException {
    return new AllowedHosts(
            hosts.isEmpty() ? List.of() : List.of(hosts.split(" ")), names(addresses))
        .addresses(URI.create(url));
  }

  private static AllowedHosts.Names names(String addresses) {
    return host ->
        Arrays.stream(addresses.split(" "))
            .map(AllowedHostsTest::address)
            .toArray(InetAddress[]::new);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getAllByName(text)[0];
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "data.example, https://data.example/x",
    "data.example, https://DATA.example:443/x",
    "Data.Example, https://data.example/x",
    "https://data.example/, https://data.example/x",
    "http://data.example, http://data.example/x",
    "data.example:8443, https://data.example:8443/x",
    "http://data.example:8080, http://data.example:8080/x"
  })
  void areAskedAsTheyAreWritten(String hosts, String url) throws PullException {
    assertThat(connectedTo(hosts, PUBLIC, url)).containsExactly(address(PUBLIC));
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://data.example/x",
    "data.example, http://data.example/x",
    "data.example, https://data.example:8443/x",
    "data.example, https://other.example/x",
    "data.example, https://sub.data.example/x",
    "data.example, https://data.example.attacker.example/x",
    "data.example, https://data.example./x",
    "http://data.example, https://data.example/x",
    "http://data.example:8080, http://data.example/x"
  })
  void areNoOthers(String hosts, String url) {
    assertThatThrownBy(() -> connectedTo(hosts, PUBLIC, url))
        .isInstanceOf(PullException.class)
        .hasMessageContaining("is not among bypuls.ingest.pull.hosts")
        .hasMessageNotContaining("/x")
        .extracting(failure -> ((PullException) failure).ending())
        .isEqualTo(Ending.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:db8::1",
        "2001:0:1::1",
        "64:ff9b:1::1"
      })
  void meanTheInnerNetOnlyWhereTheirPortIsNamed(String inner) throws PullException {
    assertThatThrownBy(() -> connectedTo("data.example", inner, "https://data.example/x"))
        .hasMessageContaining("leads into the inner net");
    assertThat(connectedTo("data.example:443", inner, "https://data.example/x")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.1.1",
        "100.100.100.200",
        "fe80::1",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "ff02::1"
      })
  void neverLeadToWhereMachinesKeepSecrets(String address) {
    assertThatThrownBy(() -> connectedTo("data.example:443", address, "https://data.example/x"))
        .hasMessageContaining("leads into the inner net");
  }

  @Test
  void mayBeAnAddressThatSomebodyMeans() throws PullException {
    assertThat(connectedTo("http://169.254.7.7:80", "169.254.7.7", "http://169.254.7.7/x"))
        .hasSize(1);
  }

  @Test
  void leadToThoseOfTheirAddressesThatTheyMayHave() throws PullException {
    // When
    List<InetAddress> addresses =
        connectedTo("data.example", "10.0.0.1 " + PUBLIC + " 2620:fe::9", "https://data.example/");

    // Then
    assertThat(addresses).containsExactly(address(PUBLIC), address("2620:fe::9"));
  }

  @Test
  void areCheckedBeforeAnythingIsFetched() {
    assertThat(
            AllowedHosts.problemsOf(
                List.of("data.example", "*.example", "ftp://x", "a:0", "a:70000", "", "a/b")))
        .hasSize(6)
        .allSatisfy(problem -> assertThat(problem).contains("is no host; write such as"));
  }
}
