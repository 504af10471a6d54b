package dk.bypuls.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.adversary.IntegerProgram.Range;
import dk.bypuls.adversary.IntegerProgram.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntegerProgramTest {

  @Test
  void solvesWhatNoSumSaysByItself() {
    IntegerProgram program = program(9, new long[3], sum(11, 0, 1), sum(12, 1, 2), sum(9, 0, 2));

    assertThat(program.solutions(10)).isEqualTo(1);
    assertThat(program.certain()).isEqualTo(Map.of(0, 4L, 1, 7L, 2, 5L));
    assertThat(program.rangeOf(0)).isEqualTo(new Range(4, 4, true));
    assertThat(program.rangeOf(1)).isEqualTo(new Range(7, 7, true));
  }

  @Test
  void knowsThatThereIsNoSolution() {
    assertThat(program(9, new long[3], sum(1, 0, 1), sum(1, 1, 2), sum(1, 0, 2)).isFeasible())
        .isFalse();
  }

  @Test
  void saysTheSameAsTryingAll() {
    Random chance = new Random(3);
    for (int example = 0; example < 200; example++) {
      List<Sum> sums = new ArrayList<>();
      for (int each = 0; each < 3; each++) {
        int[] of = chance.ints(0, 4).distinct().limit(2).toArray();
        long least = chance.nextInt(10);
        sums.add(new Sum(of, least, least + chance.nextInt(3)));
      }
      IntegerProgram program = program(5, new long[4], sums.toArray(Sum[]::new));
      List<long[]> all = all(sums);

      assertThat(program.solutions(10_000)).isEqualTo(all.size());
      assertThat(program.isFeasible()).isEqualTo(!all.isEmpty());
      assertThat(program.certain()).isEqualTo(certain(all));
      for (int number = 0; number < 4 && !all.isEmpty(); number++) {
        int at = number;
        assertThat(program.rangeOf(number))
            .isEqualTo(
                new Range(
                    all.stream().mapToLong(each -> each[at]).min().orElseThrow(),
                    all.stream().mapToLong(each -> each[at]).max().orElseThrow(),
                    true));
      }
    }
  }

  /** All solutions with four numbers from 0 to 5. */
  private static List<long[]> all(List<Sum> sums) {
    List<long[]> all = new ArrayList<>();
    for (int code = 0; code < 6 * 6 * 6 * 6; code++) {
      long[] numbers = {code % 6, code / 6 % 6, code / 36 % 6, code / 216};
      boolean fits = sums.stream().allMatch(sum -> sum.holds(numbers));
      if (fits) {
        all.add(numbers);
      }
    }
    return all;
  }

  private static Map<Integer, Long> certain(List<long[]> all) {
    Map<Integer, Long> certain = new TreeMap<>();
    for (int number = 0; number < 4 && !all.isEmpty(); number++) {
      int at = number;
      if (all.stream().mapToLong(each -> each[at]).distinct().count() == 1) {
        certain.put(number, all.get(0)[at]);
      }
    }
    return certain;
  }

  private static Sum sum(long together, int... of) {
    return new Sum(of, together, together);
  }

  private static IntegerProgram program(long most, long[] least, Sum... sums) {
    long[] highest = new long[least.length];
    Arrays.fill(highest, most);
    return new IntegerProgram(least, highest, List.of(sums));
  }
}
