package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.util.Optional;

/**
 * Engines with one mistake each, which an attack must find. They show that the attacks are real:
 * one that fails here as well proves nothing.
 */
enum Weakened implements Publisher {
  /** Noise is drawn anew whenever a leaf is asked for. */
  REDRAWS {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return told(exact + noise(leaf.name(), "time " + time));
    }
  },
  /** Each version of a policy has noise of its own. */
  REDRAWS_FOR_A_POLICY {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return told(exact + noise("version " + time, leaf.name()));
    }
  },
  /** What comes late makes a revision, with the noise that was. */
  REVISES {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return told(exact + noise(leaf.name()));
    }
  },
  /** Where nothing happened, nothing is said. */
  IS_SILENT {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return exact == 0 ? Optional.empty() : told(exact + noise(leaf.name()));
    }
  },
  /** Whether something is told is decided by the exact value; noise comes after. */
  DECIDES_ON_THE_EXACT {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return Optional.of(
          exact >= RULES.smallestGroup()
              ? new Answer.Value(exact + noise(leaf.name()), Quality.ROUGH)
              : Answer.WITHHELD);
    }
  },
  /** All leaves have the same noise. */
  SHARES_NOISE {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return told(exact + noise("everywhere"));
    }
  },
  /** Noise comes from what anyone can read in the code. */
  HAS_A_KNOWN_SEED {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      Engine engine = new Engine(Examples.always(leaf.grain(), RULES), GUESSED);
      return Optional.of(Examples.answer(engine, leaf, new Passages(exact)));
    }
  },
  /** Half the noise that is stated. */
  UNDERSTATES {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return told(exact + DiscreteLaplace.draw(Examples.KEY.bits(leaf.name()), Ratio.of(1, 2)));
    }
  },
  /** Adds -1, 0 or 1, as others do. */
  ADDS_ONE_AT_MOST {
    @Override
    public Optional<Answer> answer(Leaf leaf, long exact, int time) {
      return told(exact + Examples.KEY.bits(leaf.name()).below(3) - 1);
    }
  };

  static final Rules RULES = Examples.passages();

  /** The key of someone who has none. */
  static final NoiseKey GUESSED = new NoiseKey(new byte[NoiseKey.BYTES]);

  private static Optional<Answer> told(long noisy) {
    return Optional.of(new Disclosure(RULES).tell(noisy, noisy));
  }

  private static long noise(String... names) {
    return DiscreteLaplace.draw(Examples.KEY.bits(names), Ratio.of(1, 1));
  }
}
