package dev.understudy.learning.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 keys as files: PEM (SubjectPublicKeyInfo, PKCS#8) or the 32 raw bytes of RFC 8032. */
final class Keys {

    static final String ALGORITHM = "Ed25519";
    private static final int RAW_BYTES = 32;
    /** A key file is tiny; anything longer is another kind of file. */
    private static final long MAX_FILE_BYTES = 4096;
    /** Id of a key: this many leading bytes of the SHA-256 of its public encoding. */
    private static final int ID_BYTES = 8;
    /** DER before the 32 raw bytes, RFC 8410. */
    private static final byte[] PUBLIC_DER = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_DER = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Keys() {
    }

    static String id(PublicKey key) {
        return HexFormat.of().formatHex(Hashes.sha256(key.getEncoded()), 0, ID_BYTES);
    }

    static PublicKey readPublic(Path file) {
        try {
            byte[] der = der(file, "PUBLIC KEY", PUBLIC_DER);
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new CheckpointException(file + ": not an Ed25519 public key", e);
        }
    }

    static PrivateKey readPrivate(Path file) {
        try {
            byte[] der = der(file, "PRIVATE KEY", PRIVATE_DER);
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
            Arrays.fill(der, (byte) 0);
            return key;
        } catch (GeneralSecurityException e) {
            throw new CheckpointException(file + ": not an Ed25519 private key");
        }
    }

    /**
     * The public half of a secret key. The JDK derives it only while it generates a pair, from the randomness that it
     * asks for: so it is given the secret for that (RFC 8032, section 5.1.5).
     */
    static PublicKey publicOf(PrivateKey secret) {
        byte[] encoded = secret.getEncoded();
        byte[] seed = Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new FixedBytes(seed));
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** Gives out the same bytes whenever it is asked. */
    private static final class FixedBytes extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private final transient byte[] bytes;

        FixedBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }

    static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(Path file, String label, byte[] rawPrefix) {
        byte[] content = read(file);
        if (content.length == RAW_BYTES) {
            byte[] der = Arrays.copyOf(rawPrefix, rawPrefix.length + RAW_BYTES);
            System.arraycopy(content, 0, der, rawPrefix.length, RAW_BYTES);
            return der;
        }
        String text = new String(content, StandardCharsets.US_ASCII);
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new CheckpointException(file + ": holds no PEM block '" + label + "'");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file + ": broken PEM block '" + label + "'");
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new CheckpointException(file + ": too long for a key file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot read the key", e);
        }
    }
}
