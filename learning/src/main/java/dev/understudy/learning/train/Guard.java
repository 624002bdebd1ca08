package dev.understudy.learning.train;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What keeps self-training on an endless, correlated, unbalanced stream from ruining itself; each can be off. */
public enum Guard {

    /** Memory and draws balanced over classes; without it memory is the newest samples, drawn as they come. */
    BALANCED_MEMORY,
    /** In a class whose memory is full no robot displaces others beyond twice its even share. */
    ROBOT_QUOTA,
    /** A robot whose branches agree by chance only teaches nothing, and what it taught is forgotten. */
    ROBOT_TRUST,
    /** Few samples of one track in memory, one in the fresh rows; without it the raw window teaches. */
    TRACK_CAP,
    /** Labelled source objects in every batch; without them their rows are pseudo-labelled ones. */
    SOURCE_ANCHORS,
    /** Thresholds that follow the stream's confidence, class by class; without it one fixed threshold. */
    ADAPTIVE_THRESHOLDS,
    /** All views of a track labelled alike, by their mean distribution; without it every view stands for itself. */
    TRACK_CONSENSUS,
    /**
     * Nothing is learned from objects without an image; without it their track may label them. Four fifths of a real
     * drive's objects are outside the camera's view.
     */
    IMAGE_NEEDED,
    /** The point branch's weight in the joint answer follows what the branches agree on, once one is clearly better. */
    MODALITY_WEIGHT,
    /** Labels from distributions whose running mean is brought back to the slowly moving prior. */
    DISTRIBUTION_ALIGNMENT,
    /** Warm-up, and a rate and a teacher that slow down with the length of the run; without it both are constant. */
    SCHEDULE,
    /** Candidates go live only through the publication gate. */
    GATE,
    /** A live model that declines gives way to what was live before it, and nothing more is learnt. */
    HEALTH_WATCH;

    /** Lower-case with hyphens, as in configuration files and on the command line. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Those that are on by default: all but the alignment, whose worth was not shown, and the need of an image, without
     * which real drives are a little better in F1 and a little worse in average precision.
     */
    public static Set<Guard> defaults() {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(DISTRIBUTION_ALIGNMENT, IMAGE_NEEDED)));
    }
}
