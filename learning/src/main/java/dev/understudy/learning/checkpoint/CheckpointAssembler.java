package dev.understudy.learning.checkpoint;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Refusal.Reason;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SignedManifest;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts checkpoints together from their records, in any order and interleaved over versions, and lets only verified
 * ones out: trusted manifest, every chunk's digest, the payload's digest, finite weights.
 *
 * <p>Memory is bounded by {@link AssemblyLimits}: at most {@code maxPending} incomplete versions (the oldest gives
 * way, refused as {@link Reason#EVICTED} by the next call), each within the payload limit. What a refused version
 * has left behind is forgotten, so that a later, good publication of the same version is judged afresh. Not
 * thread-safe.
 */
public final class CheckpointAssembler {

    private final ManifestTrust trust;
    private final AssemblyLimits limits;
    private final Map<Version, PendingCheckpoint> pending = new LinkedHashMap<>();

    public CheckpointAssembler(ManifestTrust trust, AssemblyLimits limits) {
        this.trust = trust;
        this.limits = limits;
    }

    /** Takes one record; says something when it settles a version. */
    public Optional<Assembly> accept(CheckpointChunk chunk) {
        Version version = new Version(chunk.getModel(), chunk.getVersion());
        Optional<Assembly> misfit = misfit(version, chunk);
        if (misfit.isPresent()) {
            return misfit;
        }
        Optional<Assembly> evicted = makeRoomFor(version);
        PendingCheckpoint pieces = pending.computeIfAbsent(version, v -> new PendingCheckpoint());
        Optional<Assembly> settled = chunk.hasManifest()
                ? describe(version, pieces, chunk.getManifest()) : add(version, pieces, chunk);
        return settled.isPresent() ? settled : evicted;
    }

    /**
     * Refuses the version as {@link Reason#MISSING_CHUNK} when its manifest has come and chunks have not. For callers
     * that know nothing more will come, such as a reader of a log where the manifest is written last.
     */
    public Optional<Assembly> settle(String model, long version) {
        Version key = new Version(model, version);
        PendingCheckpoint pieces = pending.get(key);
        if (pieces == null || !pieces.described()) {
            return Optional.empty();
        }
        return refuse(key, pieces.manifest(), Reason.MISSING_CHUNK,
                "chunk " + pieces.firstMissingChunk() + " of " + pieces.manifest().getChunkSha256Count());
    }

    /** Versions that wait for more records. */
    public int pendingVersions() {
        return pending.size();
    }

    private Optional<Assembly> misfit(Version version, CheckpointChunk chunk) {
        if (chunk.getCount() < 1 || chunk.getCount() > limits.maxChunks()) {
            return refuse(version, null, Reason.TOO_LARGE, Integer.toUnsignedString(chunk.getCount()) + " chunks");
        }
        if (chunk.hasManifest()) {
            int size = chunk.getManifest().getManifest().size();
            return size <= limits.maxManifestBytes() ? Optional.empty()
                    : refuse(version, null, Reason.TOO_LARGE, "manifest of " + size + " bytes");
        }
        if (chunk.getData().size() > CheckpointCodec.CHUNK_BYTES) {
            return refuse(version, null, Reason.TOO_LARGE, "chunk of " + chunk.getData().size() + " bytes");
        }
        boolean placed = chunk.hasData() && chunk.getIndex() >= 0 && chunk.getIndex() < chunk.getCount();
        return placed ? Optional.empty()
                : refuse(version, null, Reason.MALFORMED_CHUNK, "index " + chunk.getIndex() + " without place or data");
    }

    private Optional<Assembly> makeRoomFor(Version version) {
        if (pending.containsKey(version) || pending.size() < limits.maxPending()) {
            return Optional.empty();
        }
        Iterator<Map.Entry<Version, PendingCheckpoint>> oldest = pending.entrySet().iterator();
        Map.Entry<Version, PendingCheckpoint> entry = oldest.next();
        return refuse(entry.getKey(), entry.getValue().manifest(), Reason.EVICTED,
                "still incomplete when " + limits.maxPending() + " newer versions had begun");
    }

    private Optional<Assembly> add(Version version, PendingCheckpoint pieces, CheckpointChunk chunk) {
        pieces.put(chunk.getIndex(), chunk.getData());
        return pieces.described() ? judge(version, pieces) : Optional.empty();
    }

    private Optional<Assembly> describe(Version version, PendingCheckpoint pieces, SignedManifest signed) {
        CheckpointManifest manifest;
        try {
            manifest = CheckpointManifest.parseFrom(signed.getManifest());
        } catch (InvalidProtocolBufferException e) {
            return refuse(version, null, Reason.MALFORMED_MANIFEST, "not a manifest");
        }
        if (Integer.compareUnsigned(manifest.getFormat(), CheckpointCodec.FORMAT) > 0) {
            return refuse(version, manifest, Reason.FORMAT_TOO_NEW, "format "
                    + Integer.toUnsignedString(manifest.getFormat()) + ", this reads " + CheckpointCodec.FORMAT);
        }
        if (manifest.getFormat() != CheckpointCodec.FORMAT || !version.equals(Version.of(manifest))) {
            return refuse(version, manifest, Reason.MALFORMED_MANIFEST, "speaks of another format, model or version");
        }
        if (Long.compareUnsigned(manifest.getPayloadLength(), limits.maxPayloadBytes()) > 0) {
            return refuse(version, manifest, Reason.TOO_LARGE,
                    Long.toUnsignedString(manifest.getPayloadLength()) + " bytes of weights");
        }
        Optional<String> fault = ManifestCheck.fault(manifest, limits);
        if (fault.isPresent()) {
            return refuse(version, manifest, Reason.MALFORMED_MANIFEST, fault.get());
        }
        Optional<Reason> objection = trust.objection(signed);
        if (objection.isPresent()) {
            return refuse(version, manifest, objection.get(), "key '" + printable(signed.getKeyId()) + "'");
        }
        pieces.describe(manifest, signed);
        return judge(version, pieces);
    }

    private Optional<Assembly> judge(Version version, PendingCheckpoint pieces) {
        int wrong = pieces.firstWrongChunk();
        if (wrong >= 0) {
            return refuse(version, pieces.manifest(), Reason.CHUNK_DIGEST, "chunk " + wrong);
        }
        if (!pieces.complete()) {
            return Optional.empty();
        }
        byte[] payload = pieces.payload();
        if (payload == null || !MessageDigest.isEqual(Hashes.sha256(payload),
                pieces.manifest().getPayloadSha256().toByteArray())) {
            return refuse(version, pieces.manifest(), Reason.PAYLOAD_DIGEST, "chunks match, the whole does not");
        }
        VerifiedCheckpoint checkpoint = pieces.build(payload);
        if (!checkpoint.checkpoint().isFinite()) {
            return refuse(version, pieces.manifest(), Reason.NOT_FINITE, "a weight is NaN or infinite");
        }
        pending.remove(version);
        return Optional.of(new Assembly.Verified(checkpoint));
    }

    private Optional<Assembly> refuse(Version version, CheckpointManifest manifest, Reason reason, String detail) {
        pending.remove(version);
        ModelRef claimed = ModelRef.newBuilder().setModel(printable(version.model)).setVersion(version.number).build();
        long epoch = manifest == null ? 0 : manifest.getEpoch();
        return Optional.of(new Assembly.Refused(new Refusal(reason, claimed, epoch, detail)));
    }

    /** Keeps what a stranger wrote out of logs: at most 40 harmless characters. */
    private static String printable(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9_.:-]", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40);
    }

    private record Version(String model, long number) {
        static Version of(CheckpointManifest manifest) {
            return new Version(manifest.getModel(), manifest.getVersion());
        }
    }
}
