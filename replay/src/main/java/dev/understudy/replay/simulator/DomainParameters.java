package dev.understudy.replay.simulator;

import dev.understudy.replay.simulator.camera.LensParameters;
import dev.understudy.replay.simulator.camera.LightParameters;
import dev.understudy.replay.simulator.lidar.LidarParameters;
import dev.understudy.replay.simulator.scene.StreetPlan;
import dev.understudy.replay.simulator.shapes.City;

/**
 * Everything that makes one domain: the sensors, the light and weather, the street and what its objects look like.
 *
 * @param name as in {@link Domains}
 */
public record DomainParameters(String name, LidarParameters lidar, LensParameters lens, LightParameters light,
        StreetPlan street, City city) {

    /** The same domain with another LiDAR. */
    public DomainParameters with(LidarParameters other) {
        return new DomainParameters(name, other, lens, light, street, city);
    }
}
