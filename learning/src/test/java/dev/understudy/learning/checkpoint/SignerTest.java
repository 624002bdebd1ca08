package dev.understudy.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {

    /** RFC 8032, section 7.1, test 2. */
    private static final String RFC_SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private static final String RFC_PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final String RFC_SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    @TempDir
    private Path folder;

    @Test
    void shouldMakeAKeyOnFirstUseAndLoadTheSameAfterwards() {
        Path secret = folder.resolve("keys/trainer.key");
        String first = Signer.loadOrCreate(secret).keyId();
        assertThat(Signer.loadOrCreate(secret).keyId()).isEqualTo(first);
        assertThat(KeyRing.load(secret.getParent()).keyIds()).containsExactly(first);
    }

    @Test
    void shouldKeepTheSecretFileToItsOwner() throws IOException {
        Path secret = folder.resolve("trainer.key");
        Signer.loadOrCreate(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))).isEqualTo("rw-------");
    }

    @Test
    void shouldMakeThePublicHalfAgainThatACrashKeptFromBeingWritten() throws IOException {
        Path secret = folder.resolve("trainer.key");
        String keyId = Signer.loadOrCreate(secret).keyId();
        byte[] publicHalf = Files.readAllBytes(Signer.publicFile(secret));
        Files.delete(Signer.publicFile(secret));
        assertThat(Signer.loadOrCreate(secret).keyId()).isEqualTo(keyId);
        assertThat(Signer.publicFile(secret)).hasBinaryContent(publicHalf);
    }

    @Test
    void shouldLeaveNothingButTheTwoHalves() throws IOException {
        Path secret = folder.resolve("trainer.key");
        Signer.loadOrCreate(secret);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(secret, Signer.publicFile(secret));
        }
    }

    @Test
    void shouldAgreeOnOneKeyWhenManyMakeItAtOnce() {
        Path secret = folder.resolve("shared.key");
        List<CompletableFuture<String>> all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Signer.loadOrCreate(secret).keyId())).toList();
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void shouldRefuseASecretThatOthersMayRead() throws IOException {
        Path secret = folder.resolve("trainer.key");
        Signer.loadOrCreate(secret);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Signer.load(secret)).hasMessageContaining("others may read this key");
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, 10001, true", "r--------, 0, true", "r--r-----, 0, true",
        "r--r-----, 10001, false", "rw-rw----, 0, false", "r--r--r--, 0, false", "rw----r--, 10001, false"})
    void shouldLetAGroupReadOnlyWhatRootOwns(String mode, int ownerUid, boolean isPrivate) {
        assertThat(Signer.isPrivate(PosixFilePermissions.fromString(mode), ownerUid)).isEqualTo(isPrivate);
    }

    @Test
    void shouldReadRawKeysAndSignAsTheRfcSays() throws IOException {
        Path secret = folder.resolve("raw");
        Files.write(secret, HexFormat.of().parseHex(RFC_SECRET));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.write(Signer.publicFile(secret), HexFormat.of().parseHex(RFC_PUBLIC));
        byte[] signature = Signer.load(secret).sign(new byte[] {0x72});
        assertThat(HexFormat.of().formatHex(signature)).isEqualTo(RFC_SIGNATURE);
    }

    @Test
    void shouldRefuseHalvesThatDoNotBelongTogether() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Signer.loadOrCreate(one);
        Signer.loadOrCreate(two);
        Files.copy(Signer.publicFile(two), Signer.publicFile(one),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Signer.load(one)).hasMessageContaining("does not belong to");
    }

    @Test
    void shouldNameTheFileThatIsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.pub"), "not a key");
        assertThatThrownBy(() -> KeyRing.load(file)).hasMessageContaining(file.toString());
        assertThatThrownBy(() -> KeyRing.load(folder.resolve("absent.pub"))).hasMessageContaining("absent.pub")
                .hasMessageContaining("no such file or folder");
    }

    @Test
    void shouldNotPrintItsSecret() throws IOException {
        Path secret = folder.resolve("trainer.key");
        Signer signer = Signer.loadOrCreate(secret);
        String body = Files.readString(secret, StandardCharsets.US_ASCII).lines().skip(1).findFirst().orElseThrow();
        assertThat(signer.toString()).isEqualTo("Signer[" + signer.keyId() + "]").doesNotContain(body);
    }
}
