package dk.bypuls.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What the other tests of this run have seen of the inner side, taken together: it comes after all
 * of them, and means nothing alone.
 */
@Order(Integer.MAX_VALUE)
class WholeInnerSideIT {

  @Test
  void everythingThatIsDescribedHasBeenAnsweredSo() {
    assertThat(InnerAnswers.unseen()).isEmpty();
  }
}
