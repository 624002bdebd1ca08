package dev.understudy.replay.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.mcap.McapWriter;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.record.TopicRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelabellingTest {

    private static final List<String> CLASSES = List.of("car", "van");

    @TempDir
    Path folder;

    private static Relabelling relabelling(Relabelling.Change change) {
        return new Relabelling(change, TrainerConfig.defaults().labelling());
    }

    @Test
    void shouldChangeNothingWhereNothingIsChanged() {
        Relabelling same = relabelling(new Relabelling.Change(null, null, null));
        samples().forEach(s -> same.add(s, CLASSES));

        assertThat(same.report()).isEqualTo(new Relabelling.Report(3, 1, 1, Map.of(), Map.of()));
    }

    @Test
    void shouldTellWhatAnotherThresholdWouldHaveAccepted() {
        Relabelling lower = relabelling(new Relabelling.Change(null, null, 0.5f));
        samples().forEach(s -> lower.add(s, CLASSES));

        assertThat(lower.report().acceptedAfter()).isEqualTo(2);
        assertThat(lower.report().verdicts()).containsExactlyEntriesOf(Map.of("BELOW_THRESHOLD -> ACCEPTED", 1L));
    }

    @Test
    void shouldTellWhichLabelsAnotherWeightWouldHaveGiven() {
        Relabelling image = relabelling(new Relabelling.Change("joint-mean", 0f, 0.5f));
        image.add(sample(0.99f, 0.45f, Verdict.ACCEPTED), CLASSES);

        assertThat(image.report().labels()).containsExactlyEntriesOf(Map.of("car -> van", 1L));
    }

    @Test
    void shouldDecideAsTheTrainerDoesByAllViewsOfATrack() {
        Relabelling same = relabelling(new Relabelling.Change(null, null, null));
        same.add(onTrack(sample(0.99f, 0.99f, Verdict.ACCEPTED)), CLASSES);
        same.add(onTrack(sample(0.5f, 0.5f, Verdict.BELOW_THRESHOLD)), CLASSES);

        assertThat(same.report().acceptedBefore()).as("the second view by the first").isEqualTo(2);
    }

    @Test
    void shouldTellWhatARuleWouldHaveRefused() {
        Relabelling agreement = relabelling(new Relabelling.Change("agreement", null, null));
        agreement.add(onTrack(sample(0.99f, 0.99f, Verdict.ACCEPTED)), CLASSES);
        agreement.add(onTrack(sample(0.99f, 0.3f, Verdict.ACCEPTED)), CLASSES);

        assertThat(agreement.report().verdicts())
                .containsExactlyEntriesOf(Map.of("ACCEPTED -> DISAGREEMENT", 1L));
    }

    private static PseudoLabelledSample onTrack(PseudoLabelledSample sample) {
        return sample.toBuilder().setCluster(sample.getCluster().toBuilder().setTrackId(7)).build();
    }

    @Test
    void shouldListChangesInTheOrderOfTheirNames() {
        Relabelling none = relabelling(new Relabelling.Change("joint-mean", null, 1f));
        none.add(sample(0.95f, 0.95f, Verdict.NO_IMAGE), CLASSES);
        none.add(sample(0.95f, 0.95f, Verdict.DISAGREEMENT), CLASSES);
        none.add(sample(0.95f, 0.95f, Verdict.ACCEPTED), CLASSES);

        assertThat(none.report().verdicts()).containsExactly(entry("ACCEPTED -> BELOW_THRESHOLD", 1L),
                entry("DISAGREEMENT -> BELOW_THRESHOLD", 1L), entry("NO_IMAGE -> BELOW_THRESHOLD", 1L));
    }

    @Test
    void shouldRefuseSamplesOfARuleThatThereIsNot() {
        Relabelling same = relabelling(new Relabelling.Change(null, null, null));
        PseudoLabelledSample foreign = samples().get(0).toBuilder().setRule("of-another-house").build();

        assertThatThrownBy(() -> same.add(foreign, CLASSES)).isInstanceOf(LogException.class)
                .hasMessageContaining("a rule that there is not").hasMessageContaining("of-another-house");
    }

    @Test
    void shouldRefuseSamplesOfAnotherTaxonomy() {
        Relabelling same = relabelling(new Relabelling.Change(null, null, null));

        assertThatThrownBy(() -> same.add(samples().get(0), List.of("car", "van", "bus")))
                .isInstanceOf(LogException.class).hasMessageContaining("has 2 classes where this one has 3");
    }

    @Test
    void shouldReadSamplesFromARecording() {
        Path file = folder.resolve("samples.mcap");
        try (TopicRecorder recorder = new TopicRecorder(McapWriter.create(file, McapWriter.Options.defaults()))) {
            samples().forEach(s -> recorder.accept(
                    new WireRecord(Topics.SAMPLE, "robot-1", s.toByteArray(), Map.of(), 5)));
        }
        Relabelling same = relabelling(new Relabelling.Change(null, null, null));
        RecordedSamples.read(file, s -> same.add(s, CLASSES));

        assertThat(same.report().samples()).isEqualTo(3);
    }

    @Test
    void shouldSayThatARecordingHoldsNoSamples() {
        Path file = folder.resolve("empty.mcap");
        McapWriter.create(file, McapWriter.Options.defaults()).close();

        assertThatThrownBy(() -> RecordedSamples.read(file, s -> { })).isInstanceOf(LogException.class)
                .hasMessageContaining("empty.mcap: holds no samples");
    }

    /** One accepted, one whose score is between 0.5 and its threshold, one without an image. */
    private static List<PseudoLabelledSample> samples() {
        return List.of(sample(0.95f, 0.95f, Verdict.ACCEPTED), sample(0.6f, 0.6f, Verdict.BELOW_THRESHOLD),
                sample(0.95f, 0.95f, Verdict.NO_IMAGE).toBuilder().clearImageDistribution().build());
    }

    private static PseudoLabelledSample sample(float pointCar, float imageCar, Verdict verdict) {
        return PseudoLabelledSample.newBuilder().setRobotId("robot-1").setRule("joint-mean").setPointWeight(0.5f)
                .setThreshold(0.9f).setVerdict(verdict).setLabel(0).setCluster(Cluster.newBuilder().setPointCount(500))
                .addAllPointDistribution(List.of(pointCar, 1 - pointCar))
                .addAllImageDistribution(List.of(imageCar, 1 - imageCar)).build();
    }
}
