package dev.understudy.perception.segmentation;

/** The parts of segmenting a frame that are timed. */
public enum Stage {
    GROUND, LINKAGE, LABELS, BOXES;

    static final int COUNT = values().length;
}
