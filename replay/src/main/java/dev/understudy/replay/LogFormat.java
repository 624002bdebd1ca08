package dev.understudy.replay;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.messagelog.TopicOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A format of drive logs. Every command that reads logs finds it by {@link java.util.ServiceLoader}: the class has a
 * public constructor without parameters, and its name stands in
 * {@code META-INF/services/dev.understudy.replay.LogFormat} of its jar. What has labels also needs a mapping of their
 * names in the taxonomy.
 */
public interface LogFormat {

    /** Short name for help and error messages, e.g. {@code KITTI raw}. */
    String name();

    /** What a file or folder of the format is recognised by, for error messages. */
    String lookedFor();

    /**
     * Whether a file or folder is a log of this format. Looks at names and first bytes only: it is asked about
     * everything that a user names.
     *
     * @param path exists
     */
    boolean recognises(Path path);

    /**
     * Opens a log.
     *
     * @param path a file or folder that is recognised
     * @param topics topics to use; {@link TopicOptions#DISCOVER} unless the format {@linkplain #hasTopics() has} them
     * @throws LogException when the log lacks a part it cannot be read without; the message is one line
     */
    DriveLog open(Path path, TopicOptions topics);

    /** Which objects the labels cover, where a log has any. */
    LabelCoverage coverage();

    /**
     * How a scan's file is named by its frame's sequence number, without suffix: a pattern of
     * {@link java.util.Formatter}. Empty where scans are not files of their own.
     */
    default Optional<String> scanName() {
        return Optional.empty();
    }

    /**
     * Labels of a scan's ground; empty where the format has none.
     *
     * @param path the log
     * @param scan name of the scan
     * @param points number of its points
     * @throws LogException when labels are there and cannot be read
     */
    default Optional<GroundLabels> groundLabels(Path path, String scan, int points) {
        return Optional.empty();
    }

    /** Whether its logs have topics, which a user may choose among. */
    default boolean hasTopics() {
        return false;
    }

    /** Whether logs of other formats may have the same marks: such a format is asked after all others. */
    default boolean isLoose() {
        return false;
    }
}
