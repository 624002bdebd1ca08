package dev.understudy.replay.studio;

import dev.understudy.replay.simulator.camera.LensParameters;
import dev.understudy.replay.simulator.camera.LightParameters;
import dev.understudy.replay.simulator.shapes.City;
import dev.understudy.replay.simulator.shapes.Range;

/**
 * How single objects are seen. Every range is drawn from anew for every object, points and picture each by an ease of
 * their own, so that what spoils the one says nothing of the other.
 *
 * @param name as on the command line
 * @param city what the objects look like
 * @param scan what becomes of the points
 * @param lens camera; its picture is little larger than a crop
 * @param light light and weather
 * @param damage what becomes of the picture
 */
public record StudioDomain(String name, City city, Scan scan, LensParameters lens, LightParameters light,
        Damage damage) {

    /**
     * Points of an object, from an easy to a hard one.
     *
     * @param allSides the whole surface, as if walked around; else the side that faces the sensor
     * @param rings horizontal rings that meet the object
     * @param points points that remain
     * @param noise deviation per axis, metres
     * @param hidden share of the object's width behind something else
     * @param clutter chance that points of the ground belong to the cluster
     */
    public record Scan(boolean allSides, Range rings, Range points, Range noise, Range hidden, double clutter) {
    }

    /**
     * Picture of an object, from an easy to a hard one.
     *
     * @param covered share of the crop's width behind something else
     * @param shifted share of the crop's width by which it misses the object
     * @param grain deviation of noise, grey levels
     */
    public record Damage(Range covered, Range shifted, Range grain) {
    }
}
