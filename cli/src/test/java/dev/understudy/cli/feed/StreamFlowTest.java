package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.proto.v1.FrameLedger;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

class StreamFlowTest {

    private long out;
    private boolean backlogged;
    private RuntimeException failure;
    private FrameLedger ledger = FrameLedger.getDefaultInstance();

    private final StreamFlow flow = new StreamFlow(new FedStream() {

        @Override
        public FrameLedger ledger() {
            return ledger;
        }

        @Override
        public long framesOut() {
            return out;
        }

        @Override
        public boolean isBacklogged() {
            return backlogged;
        }

        @Override
        public void check() {
            if (failure != null) {
                throw failure;
            }
        }
    });

    @Test
    void shouldHoldTheFeedBackWhileManyFramesAreUnderWay() {
        assertThat(flow.mustWait(40)).isFalse();
        assertThat(flow.mustWait(41)).isTrue();
        out = 1;
        assertThat(flow.mustWait(41)).isFalse();
    }

    @Test
    void shouldHoldTheFeedBackForWhatIsBehindTheStream() {
        backlogged = true;

        assertThat(flow.mustWait(0)).isTrue();
    }

    @Test
    void shouldTellWhatStoppedAPartInsteadOfWaitingForIt() {
        failure = new IllegalStateException("stopped");

        assertThatThrownBy(() -> flow.mustWait(41)).hasMessage("stopped");
        ledger = FrameLedger.newBuilder().setLidarPending(1).build();
        assertThatThrownBy(() -> flow.drain(emptyFeed())).hasMessage("stopped");
    }

    @Test
    void shouldDrainUntilEveryDecidedFrameHasComeOut() throws InterruptedException {
        ledger = FrameLedger.newBuilder().setLidarIn(3).setLidarPaired(2).putLidarOnly("no-camera", 1).build();
        out = 3;

        assertThat(flow.drain(emptyFeed())).isTrue();
    }

    private static LogFeed emptyFeed() {
        return new LogFeed(null, new MockProducer<>(), new FeedPace(FeedPace.FLAT_OUT), Backpressure.NONE);
    }
}
