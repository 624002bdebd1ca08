package dev.understudy.streams.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder, on a disk or a network share that producers and streams both see. Files appear whole, by a rename; a link
 * that leads out of the folder is not followed. Waits are bounded by the caller: a file system has no time-outs.
 */
public final class FileStore implements ClaimStore {

    private static final String UNFINISHED = ".unfinished-";

    private final Path root;

    private FileStore(Path root) {
        this.root = root;
    }

    /** Opens a folder; it is made when it is not there. */
    public static FileStore open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new FileStore(folder.toRealPath());
        } catch (IOException e) {
            throw new ClaimStoreException("file:" + folder + " is no folder to keep frames in: " + e.getMessage(), e);
        }
    }

    @Override
    public void put(String key, byte[] content) {
        Path target = path(key);
        try {
            try {
                write(target, content);
            } catch (NoSuchFileException e) {
                // Another process has just swept the empty folder away.
                write(target, content);
            }
        } catch (IOException e) {
            throw new ClaimStoreException(this + ": cannot write " + key + ": " + e.getMessage(), e);
        }
    }

    private void write(Path target, byte[] content) throws IOException {
        Files.createDirectories(target.getParent());
        inside(target.getParent());
        // The umask decides who may read it: streams may be other users than producers.
        Path unfinished = target.resolveSibling(UNFINISHED + UUID.randomUUID());
        try {
            Files.write(unfinished, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public Optional<byte[]> get(String key, int limit, Duration patience) {
        Path file = path(key);
        try {
            inside(file);
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(in.readNBytes(limit));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ClaimStoreException(this + ": cannot read " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void delete(String key) {
        Path file = path(key);
        try {
            inside(file.getParent());
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // The whole hour is gone, or has frames yet.
            return;
        } catch (IOException e) {
            throw new ClaimStoreException(this + ": cannot delete " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) {
        Path folder = root.resolve(prefix);
        try (Stream<Path> files = Files.walk(Files.isDirectory(folder) ? folder : root)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> describe(file, prefix, sink));
        } catch (IOException | UncheckedIOException e) {
            throw new ClaimStoreException(this + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private void describe(Path file, String prefix, Consumer<StoredObject> sink) {
        String key = root.relativize(file).toString().replace('\\', '/');
        if (!key.startsWith(prefix) || !ClaimKeys.check(key)) {
            return;
        }
        try {
            sink.accept(new StoredObject(key, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
        } catch (NoSuchFileException e) {
            // Somebody else has swept it meanwhile.
            return;
        } catch (IOException e) {
            throw new ClaimStoreException(this + ": cannot read " + key + ": " + e.getMessage(), e);
        }
    }

    /** Two checks: no name leads out of the root, and no link on the way does. */
    private Path path(String key) {
        Path path = root.resolve(key).normalize();
        if (!ClaimKeys.check(key) || !path.startsWith(root)) {
            throw new ClaimStoreException(this + ": not a key of a frame");
        }
        return path;
    }

    private void inside(Path existing) throws IOException {
        if (!existing.toRealPath().startsWith(root)) {
            throw new IOException("a link leads out of the store");
        }
    }

    @Override
    public long sweep(long beforeMillis) {
        long[] deleted = {0};
        list("", object -> {
            if (object.writtenMillis() < beforeMillis) {
                delete(object.key());
                deleted[0]++;
            }
        });
        return deleted[0] + sweepUnfinished(beforeMillis);
    }

    /** What a producer that was killed has left behind. */
    private long sweepUnfinished(long beforeMillis) {
        try (Stream<Path> files = Files.walk(root)) {
            long deleted = 0;
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(UNFINISHED)).toList()) {
                if (Files.getLastModifiedTime(file).toMillis() < beforeMillis && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
            return deleted;
        } catch (NoSuchFileException e) {
            // Another process sweeps too; what it leaves is found the next time.
            return 0;
        } catch (IOException | UncheckedIOException e) {
            throw new ClaimStoreException(this + ": cannot be swept: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "file:" + root;
    }
}
