package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.CityFolder;
import dk.bypuls.local.CitySettings;
import dk.bypuls.local.PartFailure;
import dk.bypuls.local.command.Command.Option;
import java.nio.file.Path;

/** How commands reach the city that their arguments name. */
final class Cities {
  /** Who speaks: decisions need more than one person, so the admin's token is not enough. */
  static final Option TOKEN_FILE =
      new Option(
          "--token-file", "FILE", "who you are: a file with your token (default: the admin's)");

  private Cities() {}

  /** What the api answered; fails with what it says is wrong. */
  static JsonNode demand(AdminApi.Answer answer) {
    if (!answer.isSuccess()) {
      throw new PartFailure(answer.detail());
    }
    return answer.body();
  }

  static AdminApi admin(Arguments arguments) {
    CityFolder city = arguments.city();
    CitySettings settings =
        CitySettings.read(city)
            .orElseThrow(
                () ->
                    new PartFailure(
                        "no city was ever started in "
                            + city.path()
                            + "; start one with ./bypuls up"));
    int port = settings.ports().api();
    return arguments
        .value(TOKEN_FILE.name())
        .map(file -> new AdminApi(city, port, Path.of(file)))
        .orElseGet(() -> new AdminApi(city, port));
  }
}
