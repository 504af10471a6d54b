package dk.bypuls.api.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What the web pages are given besides what is measured. */
@ConfigMapping(prefix = "bypuls.web")
public interface WebSettings {

  /** The ground of the city's map, as GeoJSON or PMTiles; without it the map has a plain ground. */
  Optional<Path> baseMap();

  /** Larger GeoJSON is not handed out: it would be too much for a phone. */
  @WithDefault("8388608")
  long baseMapBytes();
}
