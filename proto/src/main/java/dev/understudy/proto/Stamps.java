package dev.understudy.proto;

import com.google.protobuf.Timestamp;

/** Conversion between Protobuf timestamps and nanoseconds since the Unix epoch in a {@code long} (good until 2262). */
public final class Stamps {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Stamps() {
    }

    public static Timestamp of(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, NANOS_PER_SECOND))
                .setNanos((int) Math.floorMod(nanos, NANOS_PER_SECOND))
                .build();
    }

    /** @throws ArithmeticException if the nanos field is outside [0, 1e9) or the result does not fit a long */
    public static long toNanos(Timestamp stamp) {
        if (stamp.getNanos() < 0 || stamp.getNanos() >= NANOS_PER_SECOND) {
            throw new ArithmeticException("nanos field " + stamp.getNanos() + " is outside [0, 1e9)");
        }
        return Math.addExact(Math.multiplyExact(stamp.getSeconds(), NANOS_PER_SECOND), stamp.getNanos());
    }
}
