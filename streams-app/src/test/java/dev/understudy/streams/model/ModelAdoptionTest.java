package dev.understudy.streams.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.metrics.StreamMeters;
import dev.understudy.streams.model.Versions.FakeModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelAdoptionTest {

    private static final SourceRecord FROM = SourceRecord.newBuilder().setTopic("t").setOffset(9).build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeModel first = new FakeModel(5);
    private final LiveModel<FakeModel> live = new LiveModel<>(Versions.checkpoint(5), first);
    private final List<String> reports = new ArrayList<>();

    @Test
    void shouldMakeAHigherEpochLive() {
        assertThat(adoption(FakeModel::of).offer(Versions.verified(6), FROM)).isTrue();
        assertThat(live.current().ref().getVersion()).isEqualTo(6);
        assertThat(first.freed).isTrue();
        assertThat(reports).containsExactly("adopted 6 from 9");
        assertThat(meters.get(StreamMeters.LIVE_VERSION).gauge().value()).isEqualTo(6);
        assertThat(meters.get(StreamMeters.SWAP_DURATION).timer().count()).isEqualTo(1);
    }

    @Test
    void shouldRefuseTheEpochThatIsLiveAndOlderOnes() {
        ModelAdoption<FakeModel> adoption = adoption(FakeModel::of);
        assertThat(adoption.offer(Versions.verified(5), FROM)).isFalse();
        assertThat(adoption.offer(Versions.verified(4), FROM)).isFalse();
        assertThat(reports).containsExactly("refused 5 stale-epoch", "refused 4 stale-epoch");
        assertThat(refused("stale-epoch")).isEqualTo(2);
        assertThat(live.acquire().model()).isSameAs(first);
    }

    @Test
    void shouldKeepTheLiveModelWhenTheNextDoesNotLoad() {
        ModelAdoption<FakeModel> adoption = adoption(checkpoint -> {
            throw new IllegalArgumentException("unknown architecture");
        });
        assertThat(adoption.offer(Versions.verified(6), FROM)).isFalse();
        assertThat(reports).containsExactly("refused 6 not-loadable");
        assertThat(live.acquire().model()).isSameAs(first);
    }

    @Test
    void shouldPassOverAModelInWhoseShapesTheMathsIsWrong() {
        MathsFault fault = new MathsFault("convolution, output", "2 x 20 x 16 x 16", 0.3);
        ModelAdoption<FakeModel> adoption = adoption(checkpoint -> {
            if (FakeModel.of(checkpoint).version == 6) {
                throw new WrongMathsException(fault, MathsPath.current());
            }
            return FakeModel.of(checkpoint);
        });
        assertThat(adoption.offer(Versions.verified(6), FROM)).isFalse();
        assertThat(refused("wrong-maths")).isEqualTo(1);
        assertThat(live.current().ref().getVersion()).isEqualTo(5);
        assertThat(adoption.offer(Versions.verified(7), FROM)).isTrue();
        assertThat(reports).containsExactly("refused 6 wrong-maths", "adopted 7 from 9");
    }

    @Test
    void shouldCountWhatTheAssemblerRefusedUnderItsReason() {
        Refusal refusal = new Refusal(Refusal.Reason.CHUNK_DIGEST, Versions.checkpoint(6).ref(), 6, "chunk 0");
        assertThat(adoption(FakeModel::of).offer(new Assembly.Refused(refusal), FROM)).isFalse();
        assertThat(refused("chunk-digest")).isEqualTo(1);
        assertThat(first.freed).isFalse();
    }

    private double refused(String reason) {
        return meters.get(StreamMeters.CHECKPOINTS_REFUSED).tag("reason", reason).counter().count();
    }

    private ModelAdoption<FakeModel> adoption(ModelLoader<FakeModel> loader) {
        return new ModelAdoption<>(live, loader, new AdoptionReport() {
            @Override
            public void adopted(VerifiedCheckpoint checkpoint, SourceRecord from) {
                reports.add("adopted " + checkpoint.ref().getVersion() + " from " + from.getOffset());
            }

            @Override
            public void refused(Refusal refusal, SourceRecord from) {
                reports.add("refused " + refusal.model().getVersion() + " " + refusal.reason().label());
            }
        }, meters);
    }
}
