package dk.bypuls.api.allowance;

import java.util.LinkedHashMap;
import java.util.Map;

/** As many as are remembered at most; beyond it, what was not touched for longest is forgotten. */
public final class Remembered<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;
  private static final int FIRST_SIZE = 16;
  private static final float USUAL_LOAD = 0.75f;

  private final int most;

  public Remembered(int most) {
    super(FIRST_SIZE, USUAL_LOAD, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
