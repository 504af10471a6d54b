package dk.bypuls.api.web;

import java.util.List;

/**
 * A page of the web, as the web's build made it.
 *
 * @param file its name among what was built
 * @param routes the addresses it is shown at
 */
public record WebPage(String file, List<String> routes) {

  static final List<WebPage> ALL =
      List.of(
          new WebPage("index.html", List.of("/", "/index.html")),
          new WebPage("dataset.html", List.of("/datasets/:dataset")),
          new WebPage("here.html", List.of("/here/:place")),
          new WebPage("wall.html", List.of("/wall")),
          new WebPage("console.html", List.of("/console")),
          new WebPage("desk.html", List.of("/desk")),
          new WebPage("developers.html", List.of("/developers")));

  /** What people see of how the platform is; programs get the same as JSON at the same address. */
  public static final WebPage STATUS = new WebPage("status.html", List.of());

  public WebPage {
    routes = List.copyOf(routes);
  }

  /** Where the pages are, for the list of all that anyone can reach. */
  public static List<String> addresses() {
    return ALL.stream().flatMap(page -> page.routes.stream()).toList();
  }
}
