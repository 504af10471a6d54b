package dk.bypuls.events.vocabulary;

/** What part of city life a quantity belongs to. */
public enum Theme {
  AIR,
  NOISE,
  WATER,
  WEATHER,
  SOIL,
  ENERGY,
  WASTE,
  MOBILITY,
  INDOOR,
  DEVICE
}
