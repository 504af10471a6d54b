package dk.bypuls.api.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which way a publication goes, and from when on its windows leave. */
class AdvanceTest {

  private static final Instant ASKED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant APPROVED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant STARTED = Instant.parse("2026-11-25T12:00:00Z");
  private static final Publication WANTED =
      new Publication("Byrådet", LocalDate.of(2026, 11, 1), "2026-1", "risk", "none", ASKED);

  @Test
  void goesForwardsOnlyAndBackByAProposalAlone() {
    Map<Stage, Set<Stage>> ways =
        Map.of(
            Stage.APPROVED, EnumSet.of(Stage.PILOT, Stage.PUBLIC, Stage.WITHDRAWN),
            Stage.PILOT, EnumSet.of(Stage.PUBLIC, Stage.WITHDRAWN),
            Stage.PUBLIC, EnumSet.of(Stage.DEPRECATED, Stage.WITHDRAWN),
            Stage.DEPRECATED, EnumSet.of(Stage.WITHDRAWN));
    for (Stage from : Stage.values()) {
      for (Stage to : Stage.values()) {
        if (ways.getOrDefault(from, Set.of()).contains(to)) {
          Advance.demandWay(from, to);
        } else {
          assertThatThrownBy(() -> Advance.demandWay(from, to))
              .as("%s to %s", from, to)
              .hasMessageContaining("cannot become " + to.id());
        }
      }
    }
  }

  @Test
  void letsNothingOutThatStartedBeforeTheDecision() {
    // When
    Publication approved = Advance.approved(WANTED, null, APPROVED);
    Publication pilot = Advance.at(approved, Stage.APPROVED, Stage.PILOT, STARTED, null);
    Publication open = Advance.at(pilot, Stage.PILOT, Stage.PUBLIC, STARTED.plusSeconds(9), null);

    // Then it is known how far back an order may reach
    assertThat(approved.from()).isEqualTo(APPROVED);
    assertThat(pilot.from()).isEqualTo(STARTED);
    assertThat(open.from()).isEqualTo(STARTED);
    assertThat(Objects.requireNonNull(open.standing()).reachesBackTo()).isEqualTo(ASKED);
    assertThat(open.standing().publicSince()).isEqualTo(STARTED.plusSeconds(9));
    assertThat(Objects.requireNonNull(pilot.standing()).publicSince()).isNull();
  }

  @Test
  void keepsAFromThatIsYetToCome() {
    // Given
    Instant later = STARTED.plusSeconds(3_600);

    // When
    Publication approved = Advance.approved(WANTED.at(later, null), null, APPROVED);

    // Then
    assertThat(approved.from()).isEqualTo(later);
    assertThat(Objects.requireNonNull(approved.standing()).reachesBackTo()).isNull();
  }

  @Test
  void leavesTheStageAndTheFromOfWhatIsPublicWhenItsChangeIsApproved() {
    // Given one that is public since before there were stages
    Publication old = WANTED.at(APPROVED, null);

    // When
    Publication changed = Advance.approved(WANTED.at(ASKED, null), old, STARTED);

    // Then
    assertThat(changed.from()).isEqualTo(APPROVED);
    assertThat(Objects.requireNonNull(changed.standing()).stage()).isEqualTo(Stage.PUBLIC);
    assertThat(changed.standing().reachesBackTo()).isEqualTo(ASKED);
  }

  @Test
  void beginsAnewAfterAnEnd() {
    // Given
    Publication approved = Advance.approved(WANTED, null, APPROVED);
    Publication open = Advance.at(approved, Stage.APPROVED, Stage.PUBLIC, APPROVED, null);
    Publication ended = Advance.at(open, Stage.PUBLIC, Stage.WITHDRAWN, APPROVED, null);

    // When
    Publication again = Advance.approved(WANTED, ended, STARTED);

    // Then
    assertThat(Objects.requireNonNull(again.standing()).stage()).isEqualTo(Stage.APPROVED);
    assertThat(again.from()).isEqualTo(STARTED);
  }
}
