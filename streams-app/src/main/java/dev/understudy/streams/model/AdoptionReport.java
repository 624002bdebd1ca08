package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.SourceRecord;

/** Hears what became of every checkpoint on this instance. */
public interface AdoptionReport {

    /** It is live on this instance. */
    void adopted(VerifiedCheckpoint checkpoint, SourceRecord from);

    /** It is not, and the live model stays. */
    void refused(Refusal refusal, SourceRecord from);

    /** Tells nobody. */
    static AdoptionReport none() {
        return new AdoptionReport() {
            @Override
            public void adopted(VerifiedCheckpoint checkpoint, SourceRecord from) {
                // Nobody listens.
            }

            @Override
            public void refused(Refusal refusal, SourceRecord from) {
                // Nobody listens.
            }
        };
    }
}
