package dev.understudy.learning.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Set;

/**
 * The trainer's Ed25519 key. Lives as two files: the secret one, readable by its owner only (or lent by root to the
 * trainer's group), and its public twin with {@value #PUBLIC_SUFFIX} appended, which goes into key rings.
 */
public final class Signer {

    /** Appended to the secret file's name. */
    public static final String PUBLIC_SUFFIX = ".pub";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYBODY_READS = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> LENT_BY_ROOT = PosixFilePermissions.fromString("rw-r-----");
    private static final int ROOT_UID = 0;

    private final PrivateKey secret;
    private final PublicKey publicKey;
    private final String keyId;

    private Signer(PrivateKey secret, PublicKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
        this.keyId = Keys.id(publicKey);
    }

    /** A key that lives in memory only. */
    public static Signer generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(Keys.ALGORITHM).generateKeyPair();
            return new Signer(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Loads the key, or makes one when the file is not there yet. A public half that a crash kept from being written is
     * made again.
     */
    public static Signer loadOrCreate(Path secretFile) {
        if (!Files.exists(secretFile)) {
            return create(secretFile);
        }
        if (!Files.exists(publicFile(secretFile))) {
            refuseReadableByOthers(secretFile);
            try {
                placePublic(secretFile, Keys.publicOf(Keys.readPrivate(secretFile)));
            } catch (IOException e) {
                throw new CheckpointException(publicFile(secretFile) + ": cannot write the key", e);
            }
        }
        return load(secretFile);
    }

    /**
     * Loads a key pair.
     *
     * @throws CheckpointException when a file is missing, no key, readable by others, or the two do not belong together
     */
    public static Signer load(Path secretFile) {
        refuseReadableByOthers(secretFile);
        Signer signer = new Signer(Keys.readPrivate(secretFile), Keys.readPublic(publicFile(secretFile)));
        byte[] probe = secretFile.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        if (!KeyRing.verifies(signer.publicKey, probe, signer.sign(probe))) {
            throw new CheckpointException(secretFile + ": does not belong to " + publicFile(secretFile));
        }
        return signer;
    }

    /** Where the public half of a secret file is. */
    public static Path publicFile(Path secretFile) {
        return secretFile.resolveSibling(secretFile.getFileName() + PUBLIC_SUFFIX);
    }

    public String keyId() {
        return keyId;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** Signs the bytes as they are. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(Keys.ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with key " + keyId, e);
        }
    }

    @Override
    public String toString() {
        return "Signer[" + keyId + "]";
    }

    private static Signer create(Path secretFile) {
        Signer signer = generate();
        try {
            Files.createDirectories(secretFile.toAbsolutePath().getParent());
            // The secret first, each complete before it has its name: a crash in between leaves a secret whose public
            // half is made again, never a public key that nobody can sign with.
            Path half = written(secretFile, Keys.pem("PRIVATE KEY", signer.secret.getEncoded()));
            try {
                if (!named(half, secretFile)) {
                    return loadOrCreate(secretFile);
                }
            } finally {
                Files.deleteIfExists(half);
            }
            placePublic(secretFile, signer.publicKey);
        } catch (IOException e) {
            throw new CheckpointException(secretFile + ": cannot write the key", e);
        }
        return signer;
    }

    /** Gives the file its name, unless another process has been quicker: its key must not be replaced. */
    private static boolean named(Path half, Path file) throws IOException {
        try {
            Files.createLink(file, half);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(half, file);
            return true;
        }
    }

    /** Whoever writes it writes the same. */
    private static void placePublic(Path secretFile, PublicKey key) throws IOException {
        Path file = publicFile(secretFile);
        Path half = written(file, Keys.pem("PUBLIC KEY", key.getEncoded()));
        if (posix()) {
            Files.setPosixFilePermissions(half, EVERYBODY_READS);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A file beside another, under a name that nobody else has, readable by its owner only and safe on the disk. */
    private static Path written(Path beside, byte[] content) throws IOException {
        Path half = Files.createTempFile(beside.toAbsolutePath().getParent(), beside.getFileName() + ".", ".part",
                ownerOnly());
        try (FileChannel out = FileChannel.open(half, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        return half;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void refuseReadableByOthers(Path secretFile) {
        try {
            if (posix() && !isPrivate(Files.getPosixFilePermissions(secretFile),
                    (Integer) Files.getAttribute(secretFile, "unix:uid"))) {
                throw new CheckpointException(secretFile + ": others may read this key; run chmod 600 on it");
            }
        } catch (IOException e) {
            throw new CheckpointException(secretFile + ": cannot read the key", e);
        }
    }

    /**
     * Private is what only its owner may use, and what root lends a group to read: so Kubernetes mounts a secret for
     * a pod that does not run as root (PostgreSQL has the same rule for its server key).
     */
    static boolean isPrivate(Set<PosixFilePermission> mode, int ownerUid) {
        return OWNER_ONLY.containsAll(mode) || ownerUid == ROOT_UID && LENT_BY_ROOT.containsAll(mode);
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
