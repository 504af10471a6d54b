package dk.bypuls.aggregator.stream;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Puts a {@link HeldStore} in front of what another builds. */
record HeldStoreBuilder(StoreBuilder<KeyValueStore<Bytes, byte[]>> inner)
    implements StoreBuilder<KeyValueStore<Bytes, byte[]>> {

  @Override
  public KeyValueStore<Bytes, byte[]> build() {
    return new HeldStore(inner.build());
  }

  @Override
  public HeldStoreBuilder withCachingEnabled() {
    throw new UnsupportedOperationException("it holds what is put already");
  }

  @Override
  public HeldStoreBuilder withCachingDisabled() {
    return this;
  }

  @Override
  public HeldStoreBuilder withLoggingEnabled(Map<String, String> config) {
    return new HeldStoreBuilder(inner.withLoggingEnabled(config));
  }

  @Override
  public HeldStoreBuilder withLoggingDisabled() {
    return new HeldStoreBuilder(inner.withLoggingDisabled());
  }

  @Override
  public Map<String, String> logConfig() {
    return inner.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return inner.loggingEnabled();
  }

  @Override
  public String name() {
    return inner.name();
  }
}
