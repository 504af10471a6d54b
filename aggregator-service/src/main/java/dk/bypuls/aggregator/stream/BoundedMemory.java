package dk.bypuls.aggregator.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory for all stores of the process, however many partitions it has: without it each store
 * takes its own.
 */
public final class BoundedMemory implements RocksDBConfigSetter {

  /** The setting that says how much. */
  static final String BYTES = "bypuls.state.memory.bytes";

  private static final long WRITE_BUFFER = 4L * 1024 * 1024;

  private static @Nullable Cache shared;
  private static @Nullable WriteBufferManager writes;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    Cache cache = memory(Long.parseLong(String.valueOf(settings.get(BYTES))));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(cache);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(writes);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  private static synchronized Cache memory(long bytes) {
    Cache cache = shared;
    if (cache == null) {
      RocksDB.loadLibrary();
      cache = new LRUCache(bytes);
      shared = cache;
      // What is written counts as part of the same memory.
      writes = new WriteBufferManager(bytes / 2, cache);
    }
    return cache;
  }

  @Override
  public void close(String store, Options options) {
    // The memory is the process's, not the store's.
  }
}
