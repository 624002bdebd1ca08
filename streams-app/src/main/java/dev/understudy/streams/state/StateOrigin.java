package dev.understudy.streams.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which cluster the local state of an application mirrors, in a file beside it. Kafka Streams does not notice that its
 * changelogs are those of another cluster: it would take what the stores remember of other records for its own, and
 * drop frames as seen before, say.
 */
public final class StateOrigin {

    private final Path file;

    /** @param stateDir folder of the local state stores, made if missing */
    public StateOrigin(Path stateDir, String applicationId) {
        this.file = stateDir.resolve(applicationId + ".cluster");
    }

    /**
     * Notes the cluster, and whether the state that is there is another one's.
     *
     * @return false too where no cluster has been noted yet
     */
    public boolean change(String clusterId) {
        try {
            boolean other = Files.exists(file) && !Files.readString(file).equals(clusterId);
            Files.createDirectories(file.getParent());
            Files.write(file, clusterId.getBytes(StandardCharsets.UTF_8));
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot note the cluster of the state stores", e);
        }
    }
}
