package dk.bypuls.api.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class AskerTest {

  @Test
  void isAnAddressOrANetOfLongOnes() {
    assertThat(at("192.0.2.1")).isEqualTo(at("192.0.2.1")).isNotEqualTo(at("192.0.2.2"));
    assertThat(at("2001:db8:1:2::1"))
        .isEqualTo(at("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(at("2001:db8:1:3::1"));
  }

  @Test
  void isTheSameWhereverItsKeyComesFrom() {
    assertThat(Asker.withKey("ab")).isEqualTo(Asker.withKey("ab")).isNotEqualTo(at("192.0.2.1"));
  }

  @Test
  void doesNotSayWhoItIs() {
    assertThat(at("192.0.2.1").toString() + Asker.withKey("5ecret"))
        .doesNotContain("192", "c0000201", "5ecret");
  }

  private static Asker at(String host) {
    return Asker.at(SocketAddress.inetSocketAddress(1, host));
  }
}
