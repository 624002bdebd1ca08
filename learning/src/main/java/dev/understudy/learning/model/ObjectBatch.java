package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several objects as native arrays: points [B, N, 6], side [B, F], images [M, S, S, 3] of the M rows that have one.
 *
 * @param imageRows row of the batch that each image belongs to, ascending
 * @param patches of objects that have patches, else null; then there are no points
 */
public record ObjectBatch(NDArray points, NDArray side, NDArray images, int[] imageRows,
        PatchBatch patches) {

    /** The unit-sphere point (shape), then the same in metres with z above the ground (size). */
    static final int POINT_CHANNELS = 6;

    static final float METRES = 3f; // per unit of the metric channels

    /** Channels of an image. */
    static final int COLOURS = 3;

    /** Copies the objects into arrays of the manager; {@code images} is null when no object has one. */
    public static ObjectBatch of(NDManager manager, List<EncodedObject> objects) {
        return of(manager, Staging.none(), objects);
    }

    /** The same, laid out in memory that is used again after this call's arrays. */
    public static ObjectBatch of(NDManager manager, Staging staging, List<EncodedObject> objects) {
        if (objects.get(0).patches() != null) {
            return of(manager, staging, objects, null);
        }
        int rows = objects.size();
        int perObject = objects.get(0).points().length / 3;
        float[] points = new float[rows * perObject * POINT_CHANNELS];
        for (int r = 0; r < rows; r++) {
            fillPoints(objects.get(r), perObject, points, r * perObject * POINT_CHANNELS);
        }
        NDArray array = staging.array(manager, points, new Shape(rows, perObject, POINT_CHANNELS));
        return of(manager, staging, objects, array);
    }

    private static ObjectBatch of(NDManager manager, Staging staging, List<EncodedObject> objects, NDArray points) {
        int[] imageRows = imageRows(objects);
        return new ObjectBatch(points,
                staging.array(manager, side(objects), new Shape(objects.size(), SampleEncoder.SIDE_FEATURES)),
                images(manager, staging, objects, imageRows), imageRows,
                points == null ? PatchBatch.of(manager, staging, objects) : null);
    }

    /** Rows of the objects that have an image, ascending. */
    static int[] imageRows(List<EncodedObject> objects) {
        return IntStream.range(0, objects.size()).filter(r -> objects.get(r).hasImage()).toArray();
    }

    /** The side features of all objects, one after the other. */
    static float[] side(List<EncodedObject> objects) {
        float[] side = new float[objects.size() * SampleEncoder.SIDE_FEATURES];
        for (int r = 0; r < objects.size(); r++) {
            System.arraycopy(objects.get(r).side(), 0, side, r * SampleEncoder.SIDE_FEATURES,
                    SampleEncoder.SIDE_FEATURES);
        }
        return side;
    }

    /** Writes {@code count} points, beginning again where the object has fewer. */
    private static void fillPoints(EncodedObject object, int count, float[] into, int at) {
        float[] p = object.points();
        for (int n = 0, i = 0, o = at; n < count; n++, i = i + 3 < p.length ? i + 3 : 0, o += POINT_CHANNELS) {
            into[o] = p[i];
            into[o + 1] = p[i + 1];
            into[o + 2] = p[i + 2];
            into[o + 3] = p[i] * object.radius() / METRES;
            into[o + 4] = p[i + 1] * object.radius() / METRES;
            into[o + 5] = (p[i + 2] * object.radius() + object.elevation()) / METRES;
        }
    }

    /** Images [M, S, S, 3] of the objects in {@code rows}, which all have one; null when there are none. */
    static NDArray images(NDManager manager, Staging staging, List<EncodedObject> objects, int[] rows) {
        if (rows.length == 0) {
            return null;
        }
        int plane = objects.get(rows[0]).image().length / COLOURS;
        int size = (int) Math.sqrt(plane);
        return staging.array(manager, new Shape(rows.length, size, size, COLOURS), into -> {
            float[] line = new float[COLOURS * size];
            for (int row : rows) {
                fillImage(objects.get(row).image(), plane, line, into);
            }
        });
    }

    /** Planes of colour to pixels of three colours, a line at a time. */
    private static void fillImage(float[] planes, int plane, float[] line, FloatBuffer into) {
        for (int at = 0; at < plane; at += line.length / COLOURS) {
            for (int i = 0; i < line.length / COLOURS; i++) {
                line[COLOURS * i] = planes[at + i];
                line[COLOURS * i + 1] = planes[plane + at + i];
                line[COLOURS * i + 2] = planes[2 * plane + at + i];
            }
            into.put(line);
        }
    }
}
