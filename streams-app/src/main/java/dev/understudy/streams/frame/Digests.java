package dev.understudy.streams.frame;

import java.util.zip.CRC32C;

/** The digest by which a camera reference knows its record again. */
public final class Digests {

    private Digests() {
    }

    /** CRC-32C of a record's value as the unsigned number of the reference. */
    public static int crc32c(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, 0, value.length);
        return (int) crc.getValue();
    }
}
