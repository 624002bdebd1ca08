package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.maths.Promised;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.proto.v1.Cluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class ClassifierTest {

    @Test
    void shouldRefuseACheckpointWithFewerThresholdsThanClasses() {
        Checkpoint whole = TinyBootstrap.checkpoint();
        Checkpoint damaged = new Checkpoint(
                whole.manifest().toBuilder().clearClassThresholds().addClassThresholds(0.6f).build(), whole.tensors());
        assertThatIllegalArgumentException().isThrownBy(() -> Classifier.open(damaged, Classifier.TEACHER))
                .withMessageContaining("1 thresholds");
    }

    @Test
    void shouldSayTheSameBitsOfAnObjectInAnyBatch() {
        List<Cluster> clusters = SyntheticObjects.perClass(4, 0.5, 21).stream().map(LabelledObject::cluster).toList();
        try (Classifier classifier = Classifier.open(TinyBootstrap.checkpoint())) {
            ClassScores together = classifier.classify(clusters);
            for (int i = 0; i < clusters.size(); i++) {
                ClassScores alone = classifier.classify(clusters.subList(i, i + 1));
                Promised.same(alone.point()[0], together.point()[i], "object " + i);
                Promised.same(alone.image()[0], together.image()[i], "object " + i);
            }
        }
    }

    @Test
    void shouldClassifyObjectsWithoutAnImageAmongOthers() {
        List<Cluster> clusters = SyntheticObjects.perClass(1, 0.5, 22).stream().map(LabelledObject::cluster).toList();
        List<Cluster> some = new ArrayList<>(clusters);
        some.set(3, clusters.get(3).toBuilder().clearCrop().build());
        try (Classifier classifier = Classifier.open(TinyBootstrap.checkpoint())) {
            ClassScores all = classifier.classify(clusters);
            ClassScores scores = classifier.classify(some);
            assertThat(scores.image()[3]).isNull();
            Promised.same(scores.image()[4], all.image()[4], "image");
            Promised.same(scores.point()[3], all.point()[3], "point");
        }
    }
}
