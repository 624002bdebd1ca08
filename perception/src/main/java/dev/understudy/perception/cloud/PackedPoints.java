package dev.understudy.perception.cloud;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.v1.PackedPointCloud;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The body of a {@code PackedPointCloud}: int16 coordinates about the sensor's origin, one scale per block. A sensor
 * that does not sort its points has near ones in a block with far ones, whose scale is coarse: such blocks carry two
 * more bits per coordinate.
 */
final class PackedPoints {

    /** Points per block: small enough for one beam's sweep to share an extent, 0.03 bytes of scale per point. */
    private static final int BLOCK_SIZE = 128;
    private static final int BYTES_PER_POINT = 3 * Short.BYTES;
    private static final float INTENSITY_MAX = 255f;
    /** Metres per unit of a block whose coordinates are all (near) zero: keeps the scale a normal number. */
    private static final float MIN_SCALE = 1e-9f;
    /** Metres per unit up to which every int16 stays a finite float. */
    private static final float MAX_SCALE = Float.MAX_VALUE / (Short.MAX_VALUE + 2);
    /** Metres per unit above which half a unit is more than a millimetre, and quarters of units are carried too. */
    private static final float FINE_ABOVE = 0.002f;
    private static final int QUARTERS = 4;
    private static final float QUARTER = 1f / QUARTERS;
    private static final int FINE_MASK = 3;
    /** Adds nothing to any coordinate. */
    private static final int NO_FINE = 0b010101;

    private PackedPoints() {
    }

    /** Returns the number of points kept out. */
    static int decode(PackedPointCloud message, PointCloud into) {
        int points = checkedCount(message);
        int blockSize = message.getBlockSize() <= 0 ? Integer.MAX_VALUE : message.getBlockSize();
        ByteBuffer xyz = message.getXyz().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteString intensity = message.getIntensity();
        ByteString fine = message.getFine();
        into.resize(points);
        float[] out = into.values();
        int o = 0;
        int f = 0;
        for (int block = 0, i = 0; block < message.getScaleCount(); block++) {
            float scale = checkedScale(message.getScale(block), block);
            boolean isFine = scale > FINE_ABOVE && !fine.isEmpty();
            for (int end = (int) Math.min(points, (long) i + blockSize); i < end; i++) {
                int at = i * BYTES_PER_POINT;
                int bits = isFine ? fineByte(fine, f++) : NO_FINE;
                out[o++] = (xyz.getShort(at) + quarters(bits)) * scale;
                out[o++] = (xyz.getShort(at + Short.BYTES) + quarters(bits >> 2)) * scale;
                out[o++] = (xyz.getShort(at + 2 * Short.BYTES) + quarters(bits >> 4)) * scale;
                out[o++] = (intensity.byteAt(i) & 0xFF) / INTENSITY_MAX;
            }
        }
        if (f != fine.size()) {
            throw new BadFrameException("bad-layout",
                    fine.size() + " fine bytes for " + f + " points in coarse blocks");
        }
        // Every int16 times a checked scale is finite: nothing is ever kept out of a valid message.
        return 0;
    }

    private static int fineByte(ByteString fine, int at) {
        if (at >= fine.size()) {
            throw new BadFrameException("bad-layout", fine.size() + " fine bytes are too few for the coarse blocks");
        }
        return fine.byteAt(at);
    }

    private static float quarters(int bits) {
        return ((bits & FINE_MASK) - 1) * QUARTER;
    }

    static PackedPointCloud.Builder encode(PointCloud cloud) {
        int[] finite = finitePoints(cloud);
        ByteBuffer xyz = ByteBuffer.allocate(finite.length * BYTES_PER_POINT).order(ByteOrder.LITTLE_ENDIAN);
        byte[] intensity = new byte[finite.length];
        ByteString.Output fine = ByteString.newOutput();
        PackedPointCloud.Builder message = PackedPointCloud.newBuilder()
                .setPointCount(finite.length).setBlockSize(BLOCK_SIZE);
        for (int from = 0; from < finite.length; from += BLOCK_SIZE) {
            int to = Math.min(finite.length, from + BLOCK_SIZE);
            float scale = scale(cloud.values(), finite, from, to);
            message.addScale(scale);
            for (int i = from; i < to; i++) {
                int p = finite[i] * PointCloud.STRIDE;
                int bits = 0;
                for (int axis = 0; axis < 3; axis++) {
                    int quarters = quarterUnits(cloud.values()[p + axis], scale);
                    int units = scale > FINE_ABOVE ? Math.floorDiv(quarters + 1, QUARTERS)
                            : quantise(cloud.values()[p + axis], scale);
                    xyz.putShort((short) units);
                    bits |= (quarters - units * QUARTERS + 1 & FINE_MASK) << 2 * axis;
                }
                if (scale > FINE_ABOVE) {
                    fine.write(bits);
                }
                intensity[i] = (byte) Math.round(unit(cloud.values()[p + 3]) * INTENSITY_MAX);
            }
        }
        return message.setXyz(UnsafeByteOperations.unsafeWrap(xyz.array()))
                .setIntensity(UnsafeByteOperations.unsafeWrap(intensity)).setFine(fine.toByteString());
    }

    private static int checkedCount(PackedPointCloud message) {
        long points = Integer.toUnsignedLong(message.getPointCount());
        if (points > PointCloudCodec.MAX_POINTS) {
            throw new BadFrameException("too-many-points",
                    points + " points, at most " + PointCloudCodec.MAX_POINTS + " are taken");
        }
        if (message.getXyz().size() != points * BYTES_PER_POINT || message.getIntensity().size() != points) {
            throw new BadFrameException("truncated-points", points + " points need " + points * BYTES_PER_POINT
                    + " bytes of xyz and " + points + " of intensity, found " + message.getXyz().size() + " and "
                    + message.getIntensity().size());
        }
        long blockSize = Integer.toUnsignedLong(message.getBlockSize());
        if (points > 0 && blockSize == 0) {
            throw new BadFrameException("bad-layout", "block_size is 0");
        }
        long blocks = points == 0 ? 0 : (points + blockSize - 1) / blockSize;
        if (message.getScaleCount() != blocks) {
            throw new BadFrameException("bad-layout", points + " points in blocks of " + blockSize + " need " + blocks
                    + " scales, found " + message.getScaleCount());
        }
        return (int) points;
    }

    private static float checkedScale(float scale, int block) {
        if (!(scale > 0 && scale <= MAX_SCALE)) {
            throw new BadFrameException("bad-scale", "block " + block + " has the scale " + scale);
        }
        return scale;
    }

    private static int[] finitePoints(PointCloud cloud) {
        int[] indices = new int[cloud.size()];
        int count = 0;
        float[] v = cloud.values();
        for (int i = 0; i < cloud.size(); i++) {
            int p = i * PointCloud.STRIDE;
            if (Float.isFinite(v[p]) && Float.isFinite(v[p + 1]) && Float.isFinite(v[p + 2])) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }

    private static float scale(float[] values, int[] points, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            int p = points[i] * PointCloud.STRIDE;
            for (int axis = 0; axis < 3; axis++) {
                largest = Math.max(largest, Math.abs(values[p + axis]));
            }
        }
        return Math.min(MAX_SCALE, Math.max(largest / Short.MAX_VALUE, MIN_SCALE));
    }

    /** Limited because rounding of the scale may put the block's largest coordinate at 32,767.5 units. */
    private static short quantise(float metres, float scale) {
        int units = Math.round(metres / scale);
        return (short) Math.max(-Short.MAX_VALUE, Math.min(Short.MAX_VALUE, units));
    }

    private static int quarterUnits(float metres, float scale) {
        int limit = QUARTERS * Short.MAX_VALUE;
        return Math.max(-limit, Math.min(limit, Math.round(metres / scale * QUARTERS)));
    }

    private static float unit(float intensity) {
        return intensity > 0 ? Math.min(intensity, 1f) : 0f;
    }
}
