package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.sample.EncodedObject;
import java.util.List;

/**
 * The patches of several objects as native arrays.
 *
 * @param points [B, P, S, 6]: members relative to their centre, first in quarters of the unit sphere, then in metres
 * @param centres [B, P, 6]: in the unit sphere, then in thirds of metres with z above the ground
 */
public record PatchBatch(NDArray points, NDArray centres) {

    /** A patch is small beside the object; this brings its points to about unit size. */
    private static final float LOCAL = 4f;

    static PatchBatch of(NDManager manager, Staging staging, List<EncodedObject> objects) {
        int channels = ObjectBatch.POINT_CHANNELS;
        int patches = objects.get(0).patches().count();
        int size = objects.get(0).patches().size();
        float[] points = new float[objects.size() * patches * size * channels];
        float[] centres = new float[objects.size() * patches * channels];
        for (int r = 0; r < objects.size(); r++) {
            fill(objects.get(r), points, r * patches * size * channels, centres, r * patches * channels);
        }
        return new PatchBatch(
                staging.array(manager, points, new Shape(objects.size(), patches, size, channels)),
                staging.array(manager, centres, new Shape(objects.size(), patches, channels)));
    }

    private static void fill(EncodedObject object, float[] points, int pointsAt, float[] centres, int centresAt) {
        float[] p = object.points();
        int[] members = object.patches().members();
        int size = object.patches().size();
        for (int i = 0, o = pointsAt; i < members.length; i++, o += ObjectBatch.POINT_CHANNELS) {
            int centre = 3 * members[i - i % size];
            for (int axis = 0; axis < 3; axis++) {
                float local = p[3 * members[i] + axis] - p[centre + axis];
                points[o + axis] = LOCAL * local;
                points[o + 3 + axis] = local * object.radius();
            }
        }
        for (int i = 0, o = centresAt; i < members.length; i += size, o += ObjectBatch.POINT_CHANNELS) {
            for (int axis = 0; axis < 3; axis++) {
                float at = p[3 * members[i] + axis];
                float metres = at * object.radius() + (axis == 2 ? object.elevation() : 0);
                centres[o + axis] = at;
                centres[o + 3 + axis] = metres / ObjectBatch.METRES;
            }
        }
    }
}
