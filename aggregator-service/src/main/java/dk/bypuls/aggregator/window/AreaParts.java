package dk.bypuls.aggregator.window;

import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.AreaSighting;

/** The way to where the windows of areas are made: {@link dk.bypuls.events.Topics#AREA_PARTS}. */
public interface AreaParts {

  /** To nowhere: for who asks for the windows of sensors alone. */
  AreaParts NOWHERE =
      new AreaParts() {
        @Override
        public void part(AreaPart part) {}

        @Override
        public void sighting(AreaSighting sighting) {}

        @Override
        public void beat(AreaBeat beat) {}
      };

  /** To where the whole tree of areas is. */
  void part(AreaPart part);

  /** To where the whole tree of areas is. */
  void sighting(AreaSighting sighting);

  /** To everywhere. */
  void beat(AreaBeat beat);
}
