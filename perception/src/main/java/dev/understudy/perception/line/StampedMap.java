package dev.understudy.perception.line;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A store on the heap. */
final class StampedMap<V> implements StampedStore<V> {

    private record Sensor(String robot, String frameId) {
    }

    private final Map<Sensor, NavigableMap<Long, V>> sensors = new HashMap<>();

    @Override
    public void put(String robot, String frameId, long stampNanos, V value) {
        of(robot, frameId).put(stampNanos, value);
    }

    @Override
    public V remove(String robot, String frameId, long stampNanos) {
        return of(robot, frameId).remove(stampNanos);
    }

    @Override
    public void removeUntil(String robot, String frameId, long stampNanos) {
        of(robot, frameId).headMap(stampNanos, true).clear();
    }

    @Override
    public V latest(String robot, String frameId, long fromNanos, long toNanos) {
        Map.Entry<Long, V> latest = of(robot, frameId).floorEntry(toNanos);
        return latest == null || latest.getKey() < fromNanos ? null : latest.getValue();
    }

    private NavigableMap<Long, V> of(String robot, String frameId) {
        return sensors.computeIfAbsent(new Sensor(robot, frameId), sensor -> new TreeMap<>());
    }
}
