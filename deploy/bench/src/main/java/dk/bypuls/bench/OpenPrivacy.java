package dk.bypuls.bench;

import dk.bypuls.adversary.Attack;
import dk.bypuls.adversary.Channels;
import dk.bypuls.adversary.Door;
import dk.bypuls.adversary.HttpDoor;
import dk.bypuls.adversary.Spy;
import dk.bypuls.local.CityFolder;
import dk.bypuls.local.CitySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The adversary at the open side of a running city: it asks what anyone may, and nothing else. */
final class OpenPrivacy {

  private OpenPrivacy() {}

  /** Attacks all datasets about people of the city in that folder; answers whether all hold. */
  static boolean holds(Path city, Rounds rounds) {
    int port =
        CitySettings.read(new CityFolder(city))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no city was started in " + city + "; start one with ./bypuls up"))
            .ports()
            .api();
    Door door = new HttpDoor(URI.create("http://127.0.0.1:" + port));
    List<String> datasets = Spy.datasets(door);
    if (datasets.isEmpty()) {
      throw new IllegalStateException("the city shows nothing about people: nothing to attack");
    }
    boolean holds = true;
    for (String dataset : datasets) {
      holds &= holds(door, dataset, rounds);
    }
    return holds;
  }

  private static boolean holds(Door door, String dataset, Rounds rounds) {
    Spy spy = Spy.at(door, dataset);
    boolean holds = true;
    for (Attack attack : Attack.values()) {
      long claims = spy.claims(attack);
      holds &= claims == 0;
      rounds.say(
          "{\"bench\":\"privacy\",\"city\":\"running\",\"dataset\":\"%s\",\"attack\":\"%s\",\"claims\":%d}",
          dataset, attack, claims);
    }
    List<String> findings = new Channels(door, dataset, spy).findings(spy.undeclared());
    rounds.say(
        "{\"bench\":\"privacy\",\"city\":\"running\",\"dataset\":\"%s\",\"windows\":%d,\"leaves\":%d,"
            + "\"withheld\":%d,\"narrowestBySolving\":%d,\"sideChannels\":%d}",
        dataset,
        spy.windows(),
        spy.leaves().size(),
        spy.withheld(),
        spy.narrowestWithheld(),
        findings.size());
    findings.forEach(finding -> rounds.say("%s: %s", dataset, finding));
    spy.tooMuch().forEach(finding -> rounds.say("%s: %s", dataset, finding));
    return holds && findings.isEmpty() && spy.tooMuch().isEmpty();
  }
}
