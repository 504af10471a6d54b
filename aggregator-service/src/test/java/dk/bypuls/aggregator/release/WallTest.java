package dk.bypuls.aggregator.release;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.window.Aggregation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the compiler holds: an exact window has no type that an open topic takes (I4). */
class WallTest {

  @Test
  void nobodyElseCanMakeSomethingReleased() {
    // When
    var constructors = Released.class.getDeclaredConstructors();

    // Then
    assertThat(Released.class).isFinal();
    assertThat(constructors)
        .isNotEmpty()
        .noneMatch(
            constructor ->
                Modifier.isPublic(constructor.getModifiers())
                    || Modifier.isProtected(constructor.getModifiers()));
    assertThat(Arrays.stream(Aggregation.class.getDeclaredMethods()))
        .noneMatch(method -> method.getReturnType() == Released.class);
  }

  @Test
  void onlyTheInnerTopicTakesWhatIsKept() {
    // When
    var ways = Ways.class.getDeclaredMethods();

    // Then
    assertThat(ways)
        .hasSize(4)
        .allMatch(
            way ->
                way.getParameterTypes()[1]
                    == (way.getName().equals("exactWindows") ? Kept.class : Released.class));
  }
}
