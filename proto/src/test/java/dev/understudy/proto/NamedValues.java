package dev.understudy.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.Comparator;

/**
 * Fills every field of a message by a rule over its name, the same as {@code foxglove-fixtures.cjs} does over
 * Foxglove's own definitions: a field we number, name or type otherwise then has another value.
 */
final class NamedValues {

    private static final int REPEATS = 2;
    private static final double FRACTION = 0.25;

    private NamedValues() {
    }

    static Message fill(Message empty) {
        Message.Builder builder = empty.newBuilderForType();
        for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                for (int position = 0; position < REPEATS; position++) {
                    builder.addRepeatedField(field, value(builder, field, position));
                }
            } else {
                builder.setField(field, value(builder, field, 0));
            }
        }
        return builder.build();
    }

    private static Object value(Message.Builder parent, FieldDescriptor field, int position) {
        if (field.getJavaType() == JavaType.MESSAGE) {
            return fill(parent.newBuilderForField(field).buildPartial());
        }
        String key = field.getContainingType().getName() + "." + field.getName();
        int number = key.chars().sum() + position;
        return switch (field.getJavaType()) {
            case STRING -> key + "#" + position;
            case BYTE_STRING -> ByteString.copyFromUtf8(key + "#" + position);
            case BOOLEAN -> true;
            case ENUM -> field.getEnumType().getValues().stream()
                    .min(Comparator.comparing(EnumValueDescriptor::getName)).orElseThrow();
            case DOUBLE -> number + FRACTION;
            case INT -> number;
            case LONG -> (long) number;
            default -> throw new AssertionError("no rule for " + field.getFullName());
        };
    }
}
