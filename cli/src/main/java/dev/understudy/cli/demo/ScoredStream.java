package dev.understudy.cli.demo;

import dev.understudy.cli.demo.StreamCounts.Kind;
import dev.understudy.cli.feed.FedStream;
import dev.understudy.cli.kafka.TopicTap;
import dev.understudy.proto.v1.FrameLedger;

/**
 * The demo's stream as its feed sees it: what has reached the scorer has come out.
 *
 * @param tap brings the scorer its records; without it the feed would wait for ever
 */
record ScoredStream(DemoLoop loop, StreamScorer scorer, TopicTap tap) implements FedStream {

    /** Samples the trainer may be behind before the feed waits; the student adapts to a stream, not to a backlog. */
    private static final long MAX_SAMPLES_BEHIND = 600;

    @Override
    public FrameLedger ledger() {
        return loop.ledger();
    }

    @Override
    public long framesOut() {
        return scorer.counts().of(Kind.FRAMES);
    }

    @Override
    public long otherWork() {
        return scorer.counts().of(Kind.EVENTS) + samples() + loop.samplesTaken(samples());
    }

    @Override
    public boolean isBacklogged() {
        return samples() - loop.samplesTaken(samples()) > MAX_SAMPLES_BEHIND;
    }

    private long samples() {
        return scorer.counts().of(Kind.SAMPLES);
    }

    @Override
    public void check() {
        tap.check();
        loop.check();
    }
}
