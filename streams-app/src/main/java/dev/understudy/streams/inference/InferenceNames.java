package dev.understudy.streams.inference;

/** Names of the inference topology's nodes, and of the header it adds to samples. */
public final class InferenceNames {

    public static final String LABELLING = "teacher-labelling";
    public static final String CLASSIFICATION = "student-classification";
    public static final String SAMPLE_SINK = "samples";
    public static final String EVENT_SINK = "object-events";

    /** Header of a rejected sample: the rate, in (0, 1], at which rejected objects become samples. */
    public static final String HEADER_REJECTED_RATE = "rejected-sample-rate";

    private InferenceNames() {
    }
}
