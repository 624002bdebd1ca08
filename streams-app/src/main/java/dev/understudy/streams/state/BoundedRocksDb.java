package dev.understudy.streams.state;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bound on the native memory of all state stores of the process: by default each store of each task may take
 * 50 MiB of cache and 48 MiB of write buffers, which six stores times every partition would make gigabytes. What our
 * stores hold is small: waiting frames, tracks, the poses of half a minute.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** Cache and write buffers of all stores together, bytes. */
    private static final long TOTAL_BYTES = 96L << 20;
    /** Part of it that write buffers may take, bytes. */
    private static final long WRITE_BUFFER_BYTES = 48L << 20;
    /** Write buffer of one store, bytes. */
    private static final long STORE_BUFFER_BYTES = 4L << 20;
    private static final int STORE_BUFFERS = 2;

    static {
        RocksDB.loadLibrary();
    }

    // Shared by every store of the process and never closed: their life is the process.
    private static final Cache CACHE = new LRUCache(TOTAL_BYTES);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(STORE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(STORE_BUFFERS);
    }

    @Override
    public void close(String store, Options options) {
        // The cache and the write buffer manager outlive every store.
    }
}
