package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Tenant;
import java.math.BigDecimal;
import java.util.List;

/** Reads one kind of thing, and what every kind begins with. */
abstract class EntityReader {

  protected final Draft draft;

  EntityReader(Draft draft) {
    this.draft = draft;
  }

  abstract Entity read(Entry entry);

  /** The tenant it belongs to. */
  protected String tenant(Entry entry) {
    return draft.refer(EntityKind.TENANT, entry.word("tenant").orElse(null), "");
  }

  /** Its id, which begins with its tenant's. */
  protected String id(Entry entry, String tenant) {
    String id = entry.value("id", "", Scalars::id);
    if (!id.isEmpty() && !tenant.isEmpty() && !id.startsWith(tenant + "-")) {
      entry.wrong("id", Wrong.NOT_ITS_TENANTS.of(id, tenant, id));
    }
    return id;
  }

  /** Looks up all names of a list when all files are read. */
  protected List<String> refer(EntityKind kind, List<Word> words, String tenant) {
    return words.stream().map(word -> draft.refer(kind, word, tenant)).distinct().toList();
  }

  /** Reads tenants. */
  static final class OfTenants extends EntityReader {

    OfTenants(Draft draft) {
      super(draft);
    }

    @Override
    Tenant read(Entry entry) {
      return new Tenant(
          entry.value("id", "", Scalars::id),
          entry.bilingual("name"),
          entry.optionalText("contact"),
          entry.flag("simulated"));
    }
  }

  /** Reads places. */
  static final class OfPlaces extends EntityReader {

    private static final BigDecimal POLE = BigDecimal.valueOf(90);
    private static final BigDecimal ANTIMERIDIAN = BigDecimal.valueOf(180);

    OfPlaces(Draft draft) {
      super(draft);
    }

    @Override
    Place read(Entry entry) {
      String tenant = tenant(entry);
      List<BigDecimal> position = position(entry);
      return new Place(
          id(entry, tenant),
          tenant,
          entry.bilingual("name"),
          position.get(0).doubleValue(),
          position.get(1).doubleValue());
    }

    private static List<BigDecimal> position(Entry entry) {
      List<BigDecimal> nowhere = List.of(BigDecimal.ZERO, BigDecimal.ZERO);
      if (!entry.has("position")) {
        entry.wrongOrMissing("position", Wrong.NO_POSITION.of());
        return nowhere;
      }
      List<Word> words = entry.words("position");
      if (words.size() != 2) {
        entry.wrong("position", Wrong.POSITION.of());
        return nowhere;
      }
      try {
        return onEarth(
            entry, Scalars.number(words.get(0).text()), Scalars.number(words.get(1).text()));
      } catch (IllegalArgumentException e) {
        entry.unreadable("position", entry.spot("position"), e);
        return nowhere;
      }
    }

    private static List<BigDecimal> onEarth(
        Entry entry, BigDecimal longitude, BigDecimal latitude) {
      if (longitude.abs().compareTo(ANTIMERIDIAN) > 0 || latitude.abs().compareTo(POLE) > 0) {
        entry.wrong(
            "position", Wrong.NOT_ON_EARTH.of(longitude.toPlainString(), latitude.toPlainString()));
      } else if (isDenmarkMirrored(longitude.doubleValue(), latitude.doubleValue())) {
        entry.wrong(
            "position",
            Wrong.MIRRORED.of(
                longitude.toPlainString(),
                latitude.toPlainString(),
                latitude.toPlainString(),
                longitude.toPlainString()));
      }
      return List.of(longitude, latitude);
    }

    /** Denmark's box with its sides changed lies in the sea off Somalia, where no city is. */
    private static boolean isDenmarkMirrored(double longitude, double latitude) {
      return longitude >= 54.5 && longitude <= 58 && latitude >= 7.5 && latitude <= 15.5;
    }
  }
}
