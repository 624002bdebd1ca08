package dev.understudy.replay.simulator;

import static dev.understudy.replay.simulator.shapes.Range.of;

import dev.understudy.replay.simulator.camera.LensParameters;
import dev.understudy.replay.simulator.camera.LightParameters;
import dev.understudy.replay.simulator.lidar.LidarParameters;
import dev.understudy.replay.simulator.scene.StreetPlan;
import dev.understudy.replay.simulator.shapes.City;
import dev.understudy.replay.simulator.shapes.ClassStyle;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The named domains. A shift has three separate causes, sensor (LiDAR), light (camera) and city (shapes), so that
 * the errors it makes in points and in images are not the same ones.
 */
public final class Domains {

    /** Dense clean LiDAR and a colour camera by daylight on the quiet streets of the home city. */
    public static final String SOURCE = "source";
    /** Sparse noisy LiDAR mounted otherwise, a thermal imager in rain at dusk, busy streets of another city. */
    public static final String TARGET = "target";
    /** The home city in daylight through a 16-beam LiDAR. */
    public static final String SPARSE_BEAMS = "sparse-beams";
    /** The home city and its sensors in rain at night. */
    public static final String NIGHT_RAIN = "night-rain";
    /** Another city with the LiDAR on a lorry's roof, good weather. */
    public static final String OTHER_MOUNT_CITY = "other-mount-city";
    /** The home city in daylight through a low, noisy LiDAR of twelve beams: shapes suffer, pictures hardly. */
    public static final String CHEAP_LIDAR = "cheap-lidar";

    private static final LidarParameters DENSE = new LidarParameters(64, 11, -23, 380, 55, -55, 1.8, 0, 0, 30, 0.015,
            0.01, 0.05, 0.3, 0, false);
    private static final LidarParameters SPARSE = new LidarParameters(24, 9, -19, 300, 55, -55, 2.4, 3, -0.8, 34,
            0.06, 0.15, 0.35, 0.6, 0.004, true);
    private static final LidarParameters VERY_SPARSE = new LidarParameters(16, 10, -15, 400, 70, -70, 1.8, 0, 0, 38,
            0.025, 0.03, 0.2, 0.4, 0, false);
    private static final LidarParameters WET = new LidarParameters(64, 11, -23, 480, 70, -70, 1.8, 0, 0, 40, 0.025,
            0.08, 0.4, 0.7, 0.008, false);
    private static final LidarParameters TALL = new LidarParameters(40, 6, -26, 480, 70, -70, 2.7, 2.5, 0.5, 42, 0.02,
            0.02, 0.1, 0.3, 0, true);

    private static final LidarParameters CHEAP = new LidarParameters(12, 9, -16, 420, 55, -55, 1.5, 3, 1.5, 36, 0.1,
            0.1, 0.2, 0.4, 0.002, true);

    private static final LensParameters SHARP = new LensParameters(512, 192, 90, 0.42, 0.25, -0.2, 0, 0, 0.012, 0.88,
            false);
    private static final LensParameters THERMAL = new LensParameters(512, 192, 90, 0.42, 0.3, -0.5, 1.0, 0.7, 0.035,
            0.75, true);
    private static final LensParameters GRAINY = new LensParameters(512, 192, 90, 0.42, 0.25, -0.2, 0, 0.7, 0.07, 0.75,
            false);

    private static final LightParameters DAY = new LightParameters(0.85, 42, 0.5, of(0.8, 1.15), 1.0, 0.002, 0.8, 0,
            0, 1.0);
    private static final LightParameters DUSK_RAIN = new LightParameters(0.12, 12, 0.36, of(0.65, 1.0), 0.8, 0.014,
            0.55, 0.12, 0.12, 0.75);
    private static final LightParameters NIGHT = new LightParameters(0.01, 30, 0.1, of(0.9, 1.4), 1.25, 0.012, 0.1,
            0.55, 0.15, 0.7);

    private static final StreetPlan HOME_STREET = new StreetPlan(of(6, 10), 0.5, 0.12);
    private static final StreetPlan BUSY_STREET = new StreetPlan(of(5.5, 9.5), 1.0, 0.15);

    private static final Map<String, DomainParameters> ALL = all();

    private Domains() {
    }

    /** Names of all domains. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** The domain of that name; an unknown name is an {@link IllegalArgumentException} that lists those there are. */
    public static DomainParameters named(String name) {
        DomainParameters p = ALL.get(name);
        if (p == null) {
            throw new IllegalArgumentException(
                    "no domain '" + name + "'; there are " + String.join(", ", ALL.keySet()));
        }
        return p;
    }

    private static Map<String, DomainParameters> all() {
        City home = homeCity();
        City other = otherCity();
        Map<String, DomainParameters> out = new LinkedHashMap<>();
        for (DomainParameters p : List.of(
                new DomainParameters(SOURCE, DENSE, SHARP, DAY, HOME_STREET, home),
                new DomainParameters(TARGET, SPARSE, THERMAL, DUSK_RAIN, BUSY_STREET, other),
                new DomainParameters(SPARSE_BEAMS, VERY_SPARSE, SHARP, DAY, HOME_STREET, home),
                new DomainParameters(NIGHT_RAIN, WET, GRAINY, NIGHT.withWindows(0.35), HOME_STREET, home),
                new DomainParameters(OTHER_MOUNT_CITY, TALL, SHARP, DAY, BUSY_STREET, other),
                new DomainParameters(CHEAP_LIDAR, CHEAP, SHARP, DAY, HOME_STREET, home))) {
            out.put(p.name(), p);
        }
        return out;
    }

    private static City homeCity() {
        Map<ObjectClass, ClassStyle> m = new EnumMap<>(ObjectClass.class);
        m.put(ObjectClass.CAR, new ClassStyle(of(3.5, 4.9), of(1.62, 1.95), of(1.38, 1.68), 0.3, 0.25, 0.25, 0.2));
        m.put(ObjectClass.VAN, new ClassStyle(of(4.4, 6.1), of(1.75, 2.1), of(1.85, 2.6), 0.4, 0.3, 0.3));
        m.put(ObjectClass.TRUCK, new ClassStyle(of(5.2, 9.5), of(2.0, 2.5), of(2.3, 3.5), 0.4, 0.22, 0.14, 0.24));
        m.put(ObjectClass.BUS, new ClassStyle(of(8, 12), of(2.3, 2.55), of(2.75, 3.35), 0.45, 0.25, 0.3));
        m.put(ObjectClass.PEDESTRIAN, new ClassStyle(of(0.3, 0.9), of(0.4, 0.7), of(1.25, 1.95),
                0.5, 0.25, 0.12, 0.13));
        m.put(ObjectClass.CYCLIST, new ClassStyle(of(1.6, 1.85), of(0.4, 0.65), of(1.6, 1.95), 0.55, 0.27, 0.18));
        m.put(ObjectClass.MOTORCYCLE, new ClassStyle(of(1.7, 2.25), of(0.6, 0.9), of(1.45, 1.8),
                0.32, 0.25, 0.25, 0.18));
        m.put(ObjectClass.POLE, new ClassStyle(of(0.1, 0.4), of(0.1, 0.24), of(2.4, 6.5), 0.28, 0.32, 0.15, 0.1, 0.15));
        m.put(ObjectClass.VEGETATION, new ClassStyle(of(1.5, 4.5), of(1.0, 2.6), of(1.2, 5.5),
                0.3, 0.22, 0.2, 0.16, 0.12));
        m.put(ObjectClass.BUILDING, new ClassStyle(of(3, 9), of(0.5, 3), of(2.6, 6), 0.4, 0.18, 0.16, 0.16, 0.1));
        return new City(m, 1.0, 1.0);
    }

    private static City otherCity() {
        Map<ObjectClass, ClassStyle> m = new EnumMap<>(ObjectClass.class);
        m.put(ObjectClass.CAR, new ClassStyle(of(3.1, 4.5), of(1.5, 1.85), of(1.42, 1.8), 0.35, 0.1, 0.25, 0.3));
        m.put(ObjectClass.VAN, new ClassStyle(of(4.2, 6.4), of(1.7, 2.05), of(1.9, 2.85), 0.5, 0.2, 0.3));
        m.put(ObjectClass.TRUCK, new ClassStyle(of(4.6, 8.5), of(1.9, 2.45), of(2.2, 3.4), 0.3, 0.35, 0.1, 0.25));
        m.put(ObjectClass.BUS, new ClassStyle(of(7, 11), of(2.2, 2.5), of(2.7, 3.5), 0.35, 0.2, 0.45));
        m.put(ObjectClass.PEDESTRIAN, new ClassStyle(of(0.3, 0.9), of(0.4, 0.7), of(1.15, 1.9), 0.3, 0.25, 0.33, 0.12));
        m.put(ObjectClass.CYCLIST, new ClassStyle(of(1.5, 1.85), of(0.4, 0.65), of(1.5, 1.9), 0.5, 0.15, 0.35));
        m.put(ObjectClass.MOTORCYCLE, new ClassStyle(of(1.6, 2.1), of(0.6, 0.9), of(1.4, 1.75), 0.2, 0.42, 0.18, 0.2));
        m.put(ObjectClass.POLE, new ClassStyle(of(0.1, 0.4), of(0.12, 0.3), of(2.2, 6), 0.2, 0.3, 0.15, 0.15, 0.2));
        m.put(ObjectClass.VEGETATION,
                new ClassStyle(of(1.2, 3.8), of(0.9, 2.4), of(1.1, 5), 0.22, 0.2, 0.28, 0.12, 0.18));
        m.put(ObjectClass.BUILDING, new ClassStyle(of(2.6, 8), of(0.5, 3), of(2.4, 6), 0.3, 0.2, 0.22, 0.18, 0.1));
        return new City(m, 0.45, 0.85);
    }
}
