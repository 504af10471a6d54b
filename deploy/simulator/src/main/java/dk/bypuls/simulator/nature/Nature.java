package dk.bypuls.simulator.nature;

import java.time.Instant;

/** Everything that happens in the town by itself, made of one seed. One thread only. */
public final class Nature {
  /** The first moment of the town: devices count their frames from here. */
  public static final long BEGINNING = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

  private final TownCalendar calendar = new TownCalendar();
  private final Season season = new Season();
  private final Rhythm commuting = Rhythm.commuting(calendar);
  private final Rhythm shopping = Rhythm.shopping(calendar);
  private final Rhythm home = Rhythm.home(calendar);
  private final Rhythm school = Rhythm.school(calendar);
  private final Rain rain;
  private final Weather weather;
  private final Stream stream;
  private final Sewer sewer;
  private final Soil soil;
  private final Heating heating;
  private final Engines engines;

  public Nature(Chance town) {
    rain = new Rain(town, season);
    weather = new Weather(town, calendar, season, rain);
    stream = new Stream(town, season, rain);
    sewer = new Sewer(home, rain);
    soil = new Soil(season, rain, weather);
    heating = new Heating(calendar, weather, home, calendar.dayOf(BEGINNING).number());
    engines = new Engines(town);
  }

  public TownCalendar calendar() {
    return calendar;
  }

  public Season season() {
    return season;
  }

  public Rhythm commuting() {
    return commuting;
  }

  public Rhythm shopping() {
    return shopping;
  }

  public Rhythm home() {
    return home;
  }

  public Rhythm school() {
    return school;
  }

  public Rain rain() {
    return rain;
  }

  public Weather weather() {
    return weather;
  }

  public Stream stream() {
    return stream;
  }

  public Sewer sewer() {
    return sewer;
  }

  public Soil soil() {
    return soil;
  }

  public Heating heating() {
    return heating;
  }

  public Engines engines() {
    return engines;
  }
}
