package dev.understudy.streams.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final String KEY = ClaimKeys.of(ClaimKeys.LIDAR, "r1", 5, Sha256.of(CONTENT));
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;
    private FileStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(folder.resolve("store"));
    }

    @Test
    void shouldGiveBackWhatWasPutAndNoMoreThanTheLimit() {
        store.put(KEY, CONTENT);

        assertThat(store.get(KEY, 100, PATIENCE)).hasValue(CONTENT);
        assertThat(store.get(KEY, 2, PATIENCE)).hasValue(new byte[] {1, 2});
    }

    @Test
    void shouldLetTheUmaskDecideWhoMayReadAFrame() throws IOException {
        store.put(KEY, CONTENT);
        Path plain = Files.write(folder.resolve("plain"), CONTENT);

        assertThat(Files.getPosixFilePermissions(folder.resolve("store").resolve(KEY)))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void shouldSayThatAnObjectIsGone() {
        store.put(KEY, CONTENT);
        store.delete(KEY);
        store.delete(KEY);

        assertThat(store.get(KEY, 100, PATIENCE)).isEmpty();
        assertThat(folder.resolve("store/lidar/r1/0")).doesNotExist();
    }

    @Test
    void shouldReachNothingOutsideItsRoot() throws IOException {
        Files.write(folder.resolve("secret"), CONTENT);

        assertThatThrownBy(() -> store.get("../secret", 10, PATIENCE)).isInstanceOf(ClaimStoreException.class);
        assertThatThrownBy(() -> store.put("../secret", CONTENT)).isInstanceOf(ClaimStoreException.class);
        assertThatThrownBy(() -> store.delete(folder.resolve("secret").toString()))
                .isInstanceOf(ClaimStoreException.class);
        assertThat(folder.resolve("secret")).exists();
    }

    @Test
    void shouldFollowNoLinkOutOfItsRoot() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path file = Files.createDirectories(folder.resolve("store/lidar/r1/0")).resolve(Path.of(KEY).getFileName());
        Files.createSymbolicLink(file, Files.write(outside.resolve("secret"), CONTENT));
        Files.createSymbolicLink(folder.resolve("store/lidar/r2"), outside);
        String other = ClaimKeys.of(ClaimKeys.LIDAR, "r2", 5, Sha256.of(CONTENT));

        assertThatThrownBy(() -> store.get(KEY, 10, PATIENCE)).hasMessageContaining("leads out");
        assertThatThrownBy(() -> store.put(other, CONTENT)).hasMessageContaining("leads out");
    }

    @Test
    void shouldSweepWhatIsOldAndNothingElse() throws IOException {
        String old = ClaimKeys.of(ClaimKeys.CAMERA, "r1", 9, Sha256.of(CONTENT));
        store.put(old, CONTENT);
        store.put(KEY, CONTENT);
        Path foreign = Files.write(folder.resolve("store/README"), CONTENT);
        Path unfinished = Files.write(folder.resolve("store/lidar/.unfinished-1"), CONTENT);
        for (Path path : List.of(folder.resolve("store").resolve(old), foreign, unfinished)) {
            Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
        }

        assertThat(store.sweep(2_000)).isEqualTo(2);

        List<StoredObject> left = new ArrayList<>();
        store.list("", left::add);
        assertThat(left).extracting(StoredObject::key).containsExactly(KEY);
        assertThat(foreign).exists();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void shouldLeaveNothingUnfinishedBehind() throws IOException {
        store.put(KEY, CONTENT);
        store.put(KEY, CONTENT);

        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void shouldRefuseALocationThatIsNoStore() throws IOException {
        Path file = Files.write(folder.resolve("file"), CONTENT);

        assertThatThrownBy(() -> ClaimStores.open("file:" + file)).hasMessageContaining(file.toString());
        assertThatThrownBy(() -> ClaimStores.open("http://host/x")).hasMessageContaining("file:/DIR");
        assertThatThrownBy(() -> ClaimStores.open("s3://bucket/p?endpoint=http://u:secret@h:1"))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ClaimStores.open("s3://bucket/../p")).hasMessageContaining("bucket/../p");
        assertThatThrownBy(() -> ClaimStores.open("s3://bucket/p?endpont=http://h:1")).hasMessageContaining("endpont");
    }
}
