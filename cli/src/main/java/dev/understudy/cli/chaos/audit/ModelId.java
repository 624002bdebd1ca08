package dev.understudy.cli.chaos.audit;

import dev.understudy.proto.v1.ModelRef;
import java.util.HexFormat;

/** Version and digest (lower hex) of a model. */
public record ModelId(long version, String digest) {

    /** Of a reference. */
    public static ModelId of(ModelRef ref) {
        return new ModelId(ref.getVersion(), HexFormat.of().formatHex(ref.getDigest().toByteArray()));
    }
}
