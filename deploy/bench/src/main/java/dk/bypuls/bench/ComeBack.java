package dk.bypuls.bench;

import dk.bypuls.bench.OverloadedCity.Allowed;
import java.util.ArrayList;
import java.util.List;

/** Many who listened to live and come back at once, from as many addresses as so many need. */
final class ComeBack implements AutoCloseable {

  /** So many of one address may listen, as a city is set. */
  private static final int OF_ONE_ADDRESS = 1_000;

  private static final int FIRST_ADDRESS = 20;

  private final List<Subscribers> back = new ArrayList<>();
  private final int each;

  /**
   * Who comes back, and has not yet.
   *
   * @param lastId the event that all of them heard last
   * @param most so many, or a few less where they are not the same number from each address
   */
  ComeBack(OverloadedCity city, String lastId, Allowed allowed, int most) {
    int ofOne = Math.min(OF_ONE_ADDRESS, allowed.requests());
    for (int left = most; left > 0; left -= ofOne) {
      back.add(city.listenersAgain(lastId, "127.0.0." + (FIRST_ADDRESS + back.size())));
    }
    each = most / back.size();
  }

  /** Has all of them come; answers after how many seconds all are answered. */
  double all() {
    long began = System.nanoTime();
    back.forEach(some -> some.begin(each));
    back.forEach(Subscribers::awaitAnswers);
    return (System.nanoTime() - began) / 1e9;
  }

  int count() {
    return each * back.size();
  }

  @Override
  public void close() {
    back.forEach(Subscribers::close);
  }
}
