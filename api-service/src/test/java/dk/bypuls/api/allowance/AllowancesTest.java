package dk.bypuls.api.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowancesTest {

  private static final Asker ONE = new Asker("one", false);
  private static final Asker OTHER = new Asker("other", false);
  private static final Asker WITH_KEY = Asker.withKey("abc");

  private final AtomicLong now = new AtomicLong();
  private final Allowances allowances = new Allowances(limits(3), now::get);

  @Test
  void grantsAsManyAsAreAllowedAndNoMore() {
    // When
    long granted = IntStream.range(0, 10).filter(i -> allowances.spend(ONE).isGranted()).count();

    // Then
    assertThat(granted).isEqualTo(6);
    assertThat(allowances.spend(OTHER).isGranted()).as("the others have their own").isTrue();
    assertThat(allowances.spend(WITH_KEY).after().left()).isEqualTo(59);
  }

  @Test
  void givesBackSteadily() {
    // Given
    IntStream.range(0, 6).forEach(i -> allowances.spend(ONE));
    Allowances.Spent refused = allowances.spend(ONE);

    // When
    now.addAndGet(refused.after().untilOne(refused.quota()).toNanos());
    boolean isGranted = allowances.spend(ONE).isGranted();
    boolean isGrantedAgain = allowances.spend(ONE).isGranted();

    // Then
    assertThat(refused.isGranted()).isFalse();
    assertThat(refused.after().untilOne(refused.quota())).isEqualTo(Duration.ofSeconds(10));
    assertThat(isGranted).isTrue();
    assertThat(isGrantedAgain).isFalse();
  }

  @Test
  void neverGivesBackMoreThanTheWhole() {
    // Given
    allowances.spend(ONE);

    // When
    now.addAndGet(Duration.ofDays(1).toNanos());

    // Then
    assertThat(allowances.spend(ONE).after().left()).isEqualTo(5);
  }

  @Test
  void saysWhatIsAllowedAndWhatIsLeft() {
    // When
    Allowances.Spent spent = allowances.spend(ONE);

    // Then
    assertThat(spent.quota().policy()).isEqualTo("\"open\";q=6;w=60");
    assertThat(spent.after().said(spent.quota())).isEqualTo("\"open\";r=5;t=10");
  }

  @Test
  void forgetsWhoAskedLongestAgo() {
    // Given
    IntStream.range(0, 6).forEach(i -> allowances.spend(ONE));
    allowances.spend(OTHER);
    allowances.spend(WITH_KEY);

    // When
    allowances.spend(new Asker("a fourth", false));

    // Then
    assertThat(allowances.spend(ONE).after().left()).isEqualTo(5);
  }

  static AllowanceLimits limits(int askers) {
    return new AllowanceLimits() {
      @Override
      public int requests() {
        return 6;
      }

      @Override
      public int requestsWithKey() {
        return 60;
      }

      @Override
      public Duration window() {
        return Duration.ofMinutes(1);
      }

      @Override
      public int listening() {
        return 1;
      }

      @Override
      public int askers() {
        return askers;
      }

      @Override
      public Duration lateness() {
        return Duration.ofSeconds(1);
      }
    };
  }
}
