package dk.bypuls.aggregator.window;

import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaPart;

/** The way to where the windows of areas are made: {@link dk.bypuls.events.Topics#AREA_PARTS}. */
public interface AreaParts {

  /** To where the whole tree of areas is. */
  void part(AreaPart part);

  /** To everywhere. */
  void beat(AreaBeat beat);
}
