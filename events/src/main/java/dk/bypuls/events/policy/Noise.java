package dk.bypuls.events.policy;

/**
 * How much noise a leaf has.
 *
 * @param epsilon the most that all of a leaf's answer tells of one contributor (of one passage,
 *     where passages are counted): what is seen is at most e^epsilon times as likely with it as
 *     without
 * @param cap the most that one contributor adds to a leaf's value, in the last decimal place of the
 *     quantity; what it adds beyond that does not count
 */
public record Noise(Ratio epsilon, long cap) {

  private static final long LARGEST_CAP = 1L << 31;
  private static final int EPSILON_BITS = 20;

  public Noise {
    if (epsilon.numerator().signum() == 0
        || epsilon.numerator().bitLength() > EPSILON_BITS
        || epsilon.denominator().bitLength() > EPSILON_BITS) {
      throw new IllegalArgumentException("noise.epsilon: write it as 1/10, not as " + epsilon);
    }
    if (cap < 1 || cap > LARGEST_CAP) {
      throw new IllegalArgumentException("noise.cap: from 1 to " + LARGEST_CAP + ", not " + cap);
    }
  }

  /** The scale of noise for a question whose answer one contributor changes by that much. */
  private Ratio scale(long change, int questions) {
    return epsilon.dividedBy(questions).inverse().times(change);
  }

  /** The noise of the leaf's value; its size is half the time less than seven tenths of this. */
  public Ratio valueScale(GroupUnit unit) {
    return scale(cap, questions(unit));
  }

  /** The noise of the size of the leaf's group. */
  public Ratio groupScale(GroupUnit unit) {
    return scale(1, questions(unit));
  }

  /**
   * By how much noise makes something larger than it is in less than one of twenty leaves: three
   * times its scale.
   */
  public static long margin(Ratio scale) {
    return scale.times(3).ceiling();
  }

  /** How many questions share the epsilon: of the value and of the group, where these differ. */
  private static int questions(GroupUnit unit) {
    return unit.isCounted() ? 1 : 2;
  }

  /** Noise that is no less than either. */
  public Noise strictest(Noise other) {
    return new Noise(epsilon.min(other.epsilon), Math.max(cap, other.cap));
  }
}
