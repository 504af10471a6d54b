package dk.bypuls.events.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchersTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8,             127.0.0.1",
    "127.0.0.0/8,             127.255.255.255",
    "10.1.2.3,                10.1.2.3",
    "10.1.2.3/32,             10.1.2.3",
    "10.1.2.0/24,             10.1.2.255",
    "10.1.2.128/25,           10.1.2.128",
    "172.16.0.0/12,           172.31.255.255",
    "128.0.0.0/1,             255.255.255.255",
    "::1,                     ::1",
    "::1,                     0:0:0:0:0:0:0:1",
    "fd00:1::/64,             fd00:1::ffff:1",
    "fd00:1::/63,             fd00:1:0:1::",
    "8000::/1,                ffff::",
    "2001:db8::1/128,         2001:DB8:0:0::1",
    "fe80::/10,               fe80::1%eth0",
    // The same address in the other writing, on either side.
    "10.1.2.0/24,             ::ffff:10.1.2.9",
    "10.1.2.0/24,             ::ffff:a01:209",
    "::ffff:10.1.2.0/120,     10.1.2.9",
    "::ffff:10.1.2.9,         10.1.2.9",
  })
  void includeWhoIsNamed(String named, String asking) {
    assertThat(Watchers.of(named).include(asking, Set.<String>of()::contains)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,            10.1.2.4",
    "10.1.2.0/24,         10.1.3.0",
    "10.1.2.128/25,       10.1.2.127",
    "172.16.0.0/12,       172.32.0.0",
    "128.0.0.0/1,         127.255.255.255",
    "::1,                 ::2",
    "::1,                 127.0.0.1",
    "127.0.0.1,           ::1",
    "fd00:1::/64,         fd00:1:0:1::",
    "fd00:1::/63,         fd00:1:0:2::",
    // Its first bytes are those of the network, but it is no such address.
    "10.1.2.0/24,         0a01:0200::",
    "::/8,                10.1.2.9",
    // Nothing that has an address.
    "127.0.0.1,           localhost",
    "127.0.0.1,           ''",
  })
  void leaveOutOthers(String named, String asking) {
    assertThat(Watchers.of(named).include(asking, Set.<String>of()::contains)).isFalse();
  }

  @Test
  void leaveOutWhoHasNoAddress() {
    assertThat(Watchers.of(Watchers.LOOPBACK).include(null, Set.<String>of()::contains)).isFalse();
  }

  @Test
  void areSeveralWithCommasBetween() {
    // When
    Watchers watchers = Watchers.of("127.0.0.0/8, ::1 ,10.1.2.0/24");

    // Then
    assertThat(watchers.include("::1", Set.<String>of()::contains)).isTrue();
    assertThat(watchers.include("10.1.2.3", Set.<String>of()::contains)).isTrue();
    assertThat(watchers.include("10.1.3.3", Set.<String>of()::contains)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"})
  void leaveOutWhomAProxyAsksFor(String header) {
    assertThat(Watchers.of(Watchers.LOOPBACK).include("127.0.0.1", header::equals)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost               | is no address",
        "''                      | is no address",
        "10.1.2                  | is no address",
        "10.1.2.256              | is no address",
        "10.1.2.3.4              | is no address",
        "010.1.2.3               | is no address",
        "10.1.2.-3               | is no address",
        ":::1                    | is no address",
        "::1::                   | is no address",
        "1:2:3:4:5:6:7           | is no address",
        "1:2:3:4:5:6:7:8:9       | is no address",
        "1:2:3:4:5:6:7::8        | is no address",
        "1.2.3.4::               | is no address",
        "::12345                 | is no address",
        "fe80::1%eth0            | is no address",
        "10.1.2.0/               | has no length",
        "10.1.2.0/a              | has no length",
        "10.1.2.0/-1             | has no length",
        "10.1.2.0/33             | is longer than an address",
        "::1/129                 | is longer than an address",
        "10.1.2.3/24             | does not begin where",
        "fd00::1/64              | does not begin where",
        "0.0.0.0/0               | is everybody",
        "::/0                    | is everybody",
        "127.0.0.1,              | is no address",
      })
  void refuseWhatIsNoNetworkAndSayHowOneIsWritten(String written, String why) {
    assertThatThrownBy(() -> Watchers.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("write such as 127.0.0.1, 10.1.2.0/24, ::1 or fd00:1::/64");
  }
}
