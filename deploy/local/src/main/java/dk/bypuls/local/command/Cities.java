package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.CityFolder;
import dk.bypuls.local.CitySettings;
import dk.bypuls.local.PartFailure;

/** How commands reach the city that their arguments name. */
final class Cities {
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
    return new AdminApi(city, settings.ports().api());
  }
}
