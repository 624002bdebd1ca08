package dev.understudy.replay.sensor;

import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.replay.log.MessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points as ROS and Foxglove pack them: rows of equal steps, in each step numbered fields of any type at any place, in
 * either byte order. Checked as a whole before the first point is read.
 *
 * @param fields in the message's order
 * @param bigEndian byte order of the fields
 * @param width points per row
 * @param height rows
 * @param pointStep bytes from point to point
 * @param rowStep bytes from row to row
 * @param data the rows
 */
record CloudLayout(List<Field> fields, boolean bigEndian, long width, long height, long pointStep, long rowStep,
        ByteBuffer data) {

    /** Names under which drivers publish how strongly a point reflects, best first. */
    private static final List<String> INTENSITY_NAMES =
            List.of("intensity", "intensities", "i", "reflectivity", "reflectance", "signal");

    /**
     * One number of every point.
     *
     * @param datatype as in {@code sensor_msgs/PointField}: 1 to 8 are int8, uint8, int16, uint16, int32, uint32,
     *     float32, float64
     */
    record Field(String name, long offset, int datatype) {

        private static final int[] BYTES = {0, 1, 1, 2, 2, 4, 4, 4, 8};
        private static final float[] FULL_SCALE = {0, Byte.MAX_VALUE, 0xFF, Short.MAX_VALUE, 0xFFFF,
            Integer.MAX_VALUE, 0xFFFF_FFFFL, 1, 1};

        int bytes() {
            return BYTES[datatype];
        }

        /** What stands for 1.0 where the field is a share; 1 for floating point. */
        float fullScale() {
            return FULL_SCALE[datatype];
        }

        float read(ByteBuffer in, int point) {
            int at = point + (int) offset;
            return switch (datatype) {
                case 1 -> in.get(at);
                case 2 -> in.get(at) & 0xFF;
                case 3 -> in.getShort(at);
                case 4 -> in.getShort(at) & 0xFFFF;
                case 5 -> in.getInt(at);
                case 6 -> in.getInt(at) & 0xFFFF_FFFFL;
                case 7 -> in.getFloat(at);
                default -> (float) in.getDouble(at);
            };
        }
    }

    /** The points as x, y, z, intensity; integer intensities as a share of full scale, others as they are. */
    SensorMessage.Cloud read(String frameId, long stampNanos) {
        check();
        Field[] xyzi = {coordinate("x"), coordinate("y"), coordinate("z"), intensity()};
        float unit = xyzi[3] == null ? 1 : xyzi[3].fullScale();
        ByteBuffer in = data.duplicate().order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        float[] out = new float[(int) (4 * width * height)];
        int kept = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int at = (int) (row * rowStep + column * pointStep);
                float x = xyzi[0].read(in, at);
                float y = xyzi[1].read(in, at);
                float z = xyzi[2].read(in, at);
                // The difference of a number with itself is 0 unless it is not finite.
                if ((x - x) + (y - y) + (z - z) == 0f && (x != 0 || y != 0 || z != 0)) {
                    out[kept++] = x;
                    out[kept++] = y;
                    out[kept++] = z;
                    out[kept++] = xyzi[3] == null ? 0 : xyzi[3].read(in, at) / unit;
                }
            }
        }
        return new SensorMessage.Cloud(frameId, stampNanos, Arrays.copyOf(out, kept),
                (int) (width * height) - kept / 4, fields.stream().map(Field::name).toList());
    }

    private void check() {
        if (width * height > PointCloudCodec.MAX_POINTS || width > PointCloudCodec.MAX_POINTS
                || height > PointCloudCodec.MAX_POINTS) {
            throw new MessageException("a cloud of " + width + " x " + height + " points is claimed; at most "
                    + PointCloudCodec.MAX_POINTS + " are read");
        }
        boolean empty = width == 0 || height == 0;
        if (!empty && (rowStep < width * pointStep && height > 1
                || (height - 1) * rowStep + width * pointStep > data.limit())) {
            throw new MessageException("the cloud's " + data.limit() + " bytes do not hold " + height + " rows of "
                    + width + " points (point step " + pointStep + ", row step " + rowStep + ")");
        }
    }

    private Field coordinate(String name) {
        Field field = find(name);
        if (field == null) {
            throw new MessageException("the cloud has no field " + name + "; it has "
                    + fields.stream().map(Field::name).toList());
        }
        return field;
    }

    private Field intensity() {
        for (String name : INTENSITY_NAMES) {
            Field field = find(name);
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    private Field find(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                if (field.datatype() < 1 || field.datatype() > 8) {
                    throw new MessageException("field " + name + " has the unknown type " + field.datatype());
                }
                if (field.offset() + field.bytes() > pointStep) {
                    throw new MessageException("field " + name + " at byte " + field.offset()
                            + " does not fit a point step of " + pointStep);
                }
                return field;
            }
        }
        return null;
    }

    /** Collects fields of a message. */
    static List<Field> fields(int count) {
        return new ArrayList<>(Math.min(count, 64));
    }
}
