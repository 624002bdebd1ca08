package dev.understudy.perception.cloud;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.foxglove.PackedElementField;
import dev.understudy.proto.foxglove.PackedElementField.NumericType;
import java.nio.ByteBuffer;

/**
 * One named number inside every point: where it starts, how it is stored, and what its full scale is.
 *
 * @param offset    bytes from the start of a point
 * @param fullScale value that stands for 1.0 where the field is a share: the largest value of an integer type, 1 for
 *                  floating point
 */
record PointField(int offset, NumericType type, float fullScale) {

    /** @throws BadFrameException if the type is unknown or the field does not lie within the stride */
    static PointField of(PackedElementField field, int stride) {
        int size = size(field);
        // The wire type is unsigned: offsets above 2^31 show up negative.
        if (field.getOffset() < 0 || field.getOffset() > stride - size) {
            throw new BadFrameException("bad-layout", "field " + field.getName() + " at byte "
                    + Integer.toUnsignedString(field.getOffset()) + " does not fit a stride of " + stride + " bytes");
        }
        return new PointField(field.getOffset(), field.getType(), fullScale(field.getType()));
    }

    float read(ByteBuffer data, int point) {
        int at = point + offset;
        return switch (type) {
            case FLOAT32 -> data.getFloat(at);
            case FLOAT64 -> (float) data.getDouble(at);
            case UINT8 -> data.get(at) & 0xFF;
            case INT8 -> data.get(at);
            case UINT16 -> data.getShort(at) & 0xFFFF;
            case INT16 -> data.getShort(at);
            case UINT32 -> data.getInt(at) & 0xFFFF_FFFFL;
            case INT32 -> data.getInt(at);
            default -> throw new IllegalStateException("refused in of(): " + type);
        };
    }

    /** The value as a share of full scale, limited to [0, 1]; 0 where it is not a number. */
    float readUnit(ByteBuffer data, int point) {
        float share = read(data, point) / fullScale;
        return share > 0 ? Math.min(share, 1f) : 0f;
    }

    private static int size(PackedElementField field) {
        return switch (field.getType()) {
            case UINT8, INT8 -> 1;
            case UINT16, INT16 -> 2;
            case UINT32, INT32, FLOAT32 -> 4;
            case FLOAT64 -> 8;
            default -> throw new BadFrameException("bad-layout",
                    "field " + field.getName() + " has the unknown numeric type " + field.getTypeValue());
        };
    }

    private static float fullScale(NumericType type) {
        return switch (type) {
            case UINT8 -> 0xFF;
            case INT8 -> Byte.MAX_VALUE;
            case UINT16 -> 0xFFFF;
            case INT16 -> Short.MAX_VALUE;
            case UINT32 -> 0xFFFF_FFFFL;
            case INT32 -> Integer.MAX_VALUE;
            default -> 1f;
        };
    }
}
