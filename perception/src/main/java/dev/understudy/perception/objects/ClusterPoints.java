package dev.understudy.perception.objects;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.QuantisedPoints;

/** A cluster's stored points, to and from int16 offsets from the centre of its box. */
public final class ClusterPoints {

    /** Metres per unit unless the cluster is larger than the 65 m that an int16 of millimetres spans. */
    static final float FINEST_SCALE = 0.001f;
    private static final int BYTES_PER_POINT = 6;

    private ClusterPoints() {
    }

    /**
     * The points as x, y, z (metres, LiDAR frame) and intensity in [0, 1], interleaved.
     *
     * @throws BadFrameException when the byte counts do not fit the point count
     */
    public static float[] decode(Cluster cluster) {
        // Sized by the bytes that are there, so that a lying count cannot ask for memory.
        float[] out = new float[4 * (cluster.getPoints().getXyz().size() / BYTES_PER_POINT)];
        decode(cluster, out);
        return out;
    }

    /**
     * The same into a buffer that is kept between calls, long enough for four floats per point.
     *
     * @return the number of points
     * @throws BadFrameException when the byte counts do not fit the point count
     */
    public static int decode(Cluster cluster, float[] into) {
        QuantisedPoints points = cluster.getPoints();
        int count = points.getCount();
        ByteString xyz = points.getXyz();
        ByteString intensity = points.getIntensity();
        if (count < 0 || xyz.size() != (long) count * BYTES_PER_POINT || intensity.size() != count) {
            throw new BadFrameException("cluster-points-mismatch", "cluster " + cluster.getIndex() + " states " + count
                    + " points but holds " + xyz.size() + " bytes of positions and " + intensity.size()
                    + " of intensity");
        }
        OrientedBox box = cluster.getBox();
        for (int i = 0; i < count; i++) {
            int at = BYTES_PER_POINT * i;
            into[4 * i] = (float) (box.getX() + points.getScale() * int16(xyz, at));
            into[4 * i + 1] = (float) (box.getY() + points.getScale() * int16(xyz, at + 2));
            into[4 * i + 2] = (float) (box.getZ() + points.getScale() * int16(xyz, at + 4));
            into[4 * i + 3] = (intensity.byteAt(i) & 0xff) / 255f;
        }
        return count;
    }

    /** Quantises x, y, z, intensity points about the centre of their box; offsets are rounded to the nearest unit. */
    static QuantisedPoints encode(float[] xyzi, int count, OrientedBox box) {
        float scale = scaleFor(xyzi, count, box);
        byte[] xyz = new byte[BYTES_PER_POINT * count];
        byte[] intensity = new byte[count];
        for (int i = 0; i < count; i++) {
            putInt16(xyz, BYTES_PER_POINT * i, (xyzi[4 * i] - box.getX()) / scale);
            putInt16(xyz, BYTES_PER_POINT * i + 2, (xyzi[4 * i + 1] - box.getY()) / scale);
            putInt16(xyz, BYTES_PER_POINT * i + 4, (xyzi[4 * i + 2] - box.getZ()) / scale);
            // A NaN intensity becomes 0 by the conversion to int.
            intensity[i] = (byte) (int) (Math.max(0f, Math.min(1f, xyzi[4 * i + 3])) * 255f + 0.5f);
        }
        return QuantisedPoints.newBuilder().setCount(count).setScale(scale)
                .setXyz(ByteString.copyFrom(xyz)).setIntensity(ByteString.copyFrom(intensity)).build();
    }

    private static float scaleFor(float[] xyzi, int count, OrientedBox box) {
        double widest = 0;
        for (int i = 0; i < count; i++) {
            widest = Math.max(widest, Math.abs(xyzi[4 * i] - box.getX()));
            widest = Math.max(widest, Math.abs(xyzi[4 * i + 1] - box.getY()));
            widest = Math.max(widest, Math.abs(xyzi[4 * i + 2] - box.getZ()));
        }
        return Math.max(FINEST_SCALE, (float) (widest / (Short.MAX_VALUE - 1)));
    }

    private static int int16(ByteString bytes, int at) {
        return (short) (bytes.byteAt(at) & 0xff | bytes.byteAt(at + 1) << 8);
    }

    private static void putInt16(byte[] bytes, int at, double value) {
        int v = (int) Math.rint(value);
        bytes[at] = (byte) v;
        bytes[at + 1] = (byte) (v >> 8);
    }
}
