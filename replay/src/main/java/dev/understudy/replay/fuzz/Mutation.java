package dev.understudy.replay.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways of damaging a file. */
enum Mutation {

    /** A few random bytes. */
    BYTES {
        @Override
        byte[] apply(byte[] file, Random random) {
            byte[] out = file.clone();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                out[place(out, random)] = (byte) random.nextInt();
            }
            return out;
        }
    },
    /** One bit: a wrong CRC wherever it falls into content. */
    BIT {
        @Override
        byte[] apply(byte[] file, Random random) {
            byte[] out = file.clone();
            out[place(out, random)] ^= (byte) (1 << random.nextInt(8));
            return out;
        }
    },
    /** A length, count, offset or time that cannot be. */
    ABSURD_NUMBER {
        @Override
        byte[] apply(byte[] file, Random random) {
            byte[] out = file.clone();
            int bytes = random.nextBoolean() ? 8 : 4;
            int at = place(out, random);
            if (at + bytes <= out.length) {
                ByteBuffer in = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
                long value = ABSURD.get(random.nextInt(ABSURD.size())) + random.nextInt(3) - 1;
                if (bytes == 8) {
                    in.putLong(at, value);
                } else {
                    in.putInt(at, (int) value);
                }
            }
            return out;
        }
    },
    /** The end is missing. */
    CUT {
        @Override
        byte[] apply(byte[] file, Random random) {
            return Arrays.copyOf(file, random.nextInt(file.length));
        }
    },
    /** A part is missing or there twice. */
    SPLICE {
        @Override
        byte[] apply(byte[] file, Random random) {
            int from = place(file, random);
            int length = Math.min(file.length - from, 1 + random.nextInt(64));
            boolean twice = random.nextBoolean();
            byte[] out = new byte[file.length + (twice ? length : -length)];
            int kept = twice ? from + length : from;
            System.arraycopy(file, 0, out, 0, kept);
            System.arraycopy(file, twice ? from : from + length, out, kept, out.length - kept);
            return out;
        }
    },
    /** Bytes of another place, so that whole fields and records turn up where they do not belong. */
    TRANSPLANT {
        @Override
        byte[] apply(byte[] file, Random random) {
            byte[] out = file.clone();
            int from = place(file, random);
            int to = place(file, random);
            int length = Math.min(1 + random.nextInt(64), file.length - Math.max(from, to));
            System.arraycopy(file, from, out, to, length);
            return out;
        }
    };

    private static final List<Long> ABSURD = List.of(0L, -1L, 1L << 16, (long) Integer.MAX_VALUE, 1L << 32, 1L << 40,
            Long.MAX_VALUE, Long.MIN_VALUE);
    /** Bytes at either end, where headers and indexes are. */
    private static final int ENDS = 160;

    abstract byte[] apply(byte[] file, Random random);

    /** A place in the file, half of the time near its ends. */
    private static int place(byte[] file, Random random) {
        int near = random.nextInt(Math.min(ENDS, file.length));
        return switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> file.length - 1 - near;
            default -> random.nextInt(file.length);
        };
    }
}
