package dk.bypuls.api.admin;

import dk.bypuls.api.access.Caller;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import dk.bypuls.events.vocabulary.Unit;
import dk.bypuls.events.vocabulary.Units;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What may be measured and in which units: what profiles choose from, and nothing else. */
@Path("/admin/v1/vocabulary")
public class VocabularyResource {

  /** A quantity, with what a page needs to let people choose it. */
  public record Listed(
      String id,
      String theme,
      String privacyClass,
      String kind,
      String unit,
      String dimension,
      BigDecimal lowest,
      BigDecimal highest,
      Text name) {

    static Listed of(Quantity quantity) {
      return new Listed(
          quantity.id(),
          lower(quantity.theme()),
          quantity.loosestClass().id(),
          lower(quantity.kind()),
          quantity.unit().code(),
          quantity.unit().dimension(),
          quantity.lowest(),
          quantity.highest(),
          new Text(quantity.danish(), quantity.english()));
    }

    private static String lower(Enum<?> each) {
      return each.name().toLowerCase(Locale.ROOT);
    }
  }

  /** All there is. */
  public record Vocabulary(List<Listed> quantities, Collection<Unit> units) {

    public Vocabulary {
      quantities = List.copyOf(quantities);
      units = List.copyOf(units);
    }

    /** Every quantity and every unit. */
    public static Vocabulary whole() {
      return new Vocabulary(Quantities.all().stream().map(Listed::of).toList(), Units.all());
    }
  }

  @GET
  public Vocabulary vocabulary(RoutingContext context) {
    Caller.require(context);
    return Vocabulary.whole();
  }
}
