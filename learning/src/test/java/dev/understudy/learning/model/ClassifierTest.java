package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    @Test
    void shouldRefuseACheckpointWithFewerThresholdsThanClasses() {
        Checkpoint whole = TinyBootstrap.checkpoint();
        Checkpoint damaged = new Checkpoint(
                whole.manifest().toBuilder().clearClassThresholds().addClassThresholds(0.6f).build(), whole.tensors());
        assertThatIllegalArgumentException().isThrownBy(() -> Classifier.open(damaged, Classifier.TEACHER))
                .withMessageContaining("1 thresholds");
    }
}
