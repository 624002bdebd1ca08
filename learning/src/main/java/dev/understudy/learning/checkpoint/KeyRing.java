package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.SignedManifest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Public keys whose checkpoints are trusted, by key id. To rotate: add the new key everywhere, sign with it, then
 * take the old one away.
 */
public final class KeyRing implements ManifestTrust {

    /** Files of a key-ring folder that are read. */
    public static final String PUBLIC_GLOB = "*.pub";

    private final Map<String, PublicKey> keys;

    private KeyRing(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    public static KeyRing of(PublicKey... keys) {
        Map<String, PublicKey> byId = new TreeMap<>();
        Arrays.stream(keys).forEach(key -> byId.put(Keys.id(key), key));
        return new KeyRing(byId);
    }

    /**
     * Reads one public key file, or every {@value #PUBLIC_GLOB} file of a folder.
     *
     * @throws CheckpointException naming the file that is missing or no key, or the folder that holds none
     */
    public static KeyRing load(Path fileOrFolder) {
        if (!Files.exists(fileOrFolder)) {
            throw new CheckpointException(fileOrFolder + ": no such file or folder of public keys; make a pair of keys "
                    + "with: understudy keys create");
        }
        if (!Files.isDirectory(fileOrFolder)) {
            return of(Keys.readPublic(fileOrFolder));
        }
        Map<String, PublicKey> byId = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(fileOrFolder, PUBLIC_GLOB)) {
            for (Path file : files) {
                PublicKey key = Keys.readPublic(file);
                byId.put(Keys.id(key), key);
            }
        } catch (IOException e) {
            throw new CheckpointException(fileOrFolder + ": cannot read the key ring", e);
        }
        if (byId.isEmpty()) {
            throw new CheckpointException(fileOrFolder + ": holds no public key (" + PUBLIC_GLOB + ")");
        }
        return new KeyRing(byId);
    }

    public Set<String> keyIds() {
        return keys.keySet();
    }

    @Override
    public Optional<Refusal.Reason> objection(SignedManifest manifest) {
        return objection(manifest.getKeyId(), manifest.getManifest().toByteArray(),
                manifest.getSignature().toByteArray());
    }

    /** Empty when the named key is ours and signed the message, else why not. */
    public Optional<Refusal.Reason> objection(String keyId, byte[] message, byte[] signature) {
        PublicKey key = keys.get(keyId);
        if (key == null) {
            return Optional.of(Refusal.Reason.UNKNOWN_KEY);
        }
        return verifies(key, message, signature) ? Optional.empty() : Optional.of(Refusal.Reason.BAD_SIGNATURE);
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(Keys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
