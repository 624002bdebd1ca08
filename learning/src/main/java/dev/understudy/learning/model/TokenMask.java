package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which tokens of every row are hidden from the student: equally many in each.
 *
 * @param tokens tokens of a row
 * @param masked token indices, {@code perRow} of each row
 */
public record TokenMask(int rows, int tokens, int perRow, int[] masked) {

    /** Any tokens of each row. */
    public static TokenMask random(int rows, int tokens, double share, SplittableRandom random) {
        int perRow = Math.max(1, (int) Math.round(share * tokens));
        int[] masked = new int[rows * perRow];
        for (int r = 0; r < rows; r++) {
            int[] order = new int[tokens];
            Arrays.setAll(order, i -> i);
            for (int i = 0; i < perRow; i++) {
                int other = i + random.nextInt(tokens - i);
                masked[r * perRow + i] = order[other];
                order[other] = order[i];
            }
        }
        return new TokenMask(rows, tokens, perRow, masked);
    }

    /**
     * The tokens nearest to one of each row: hides a part, not specks that the neighbours give away.
     *
     * @param centres [rows, tokens, channels], the first three are a position
     */
    public static TokenMask block(NDArray centres, double share, SplittableRandom random) {
        int rows = (int) centres.getShape().get(0);
        int tokens = (int) centres.getShape().get(1);
        int channels = (int) centres.getShape().get(2);
        int perRow = Math.max(1, (int) Math.round(share * tokens));
        float[] at = centres.toFloatArray();
        int[] masked = new int[rows * perRow];
        for (int r = 0; r < rows; r++) {
            float[] distance = distances(at, r * tokens * channels, tokens, channels, random.nextInt(tokens));
            for (int i = 0; i < perRow; i++) {
                int nearest = 0;
                for (int t = 1; t < tokens; t++) {
                    nearest = distance[t] < distance[nearest] ? t : nearest;
                }
                masked[r * perRow + i] = nearest;
                distance[nearest] = Float.POSITIVE_INFINITY;
            }
        }
        return new TokenMask(rows, tokens, perRow, masked);
    }

    private static float[] distances(float[] at, int from, int tokens, int channels, int seed) {
        float[] distance = new float[tokens];
        for (int t = 0; t < tokens; t++) {
            for (int axis = 0; axis < 3; axis++) {
                float d = at[from + t * channels + axis] - at[from + seed * channels + axis];
                distance[t] += d * d;
            }
        }
        return distance;
    }

    /** 1 at hidden tokens, 0 elsewhere: [rows, tokens, 1]. */
    NDArray hidden(NDManager manager) {
        float[] hidden = new float[rows * tokens];
        for (int i = 0; i < masked.length; i++) {
            hidden[i / perRow * tokens + masked[i]] = 1;
        }
        return manager.create(hidden, new Shape(rows, tokens, 1));
    }

    /** The hidden tokens' rows of an array [rows, tokens, ...], as [rows * perRow, ...]. */
    NDArray select(NDArray perToken) {
        long[] index = new long[masked.length];
        for (int i = 0; i < masked.length; i++) {
            index[i] = (long) i / perRow * tokens + masked[i];
        }
        Shape shape = perToken.getShape();
        Shape flat = new Shape((long) rows * tokens).addAll(shape.slice(2));
        return perToken.reshape(flat).get(perToken.getManager().create(index));
    }
}
