package dev.understudy.cli.feed;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import java.util.concurrent.TimeUnit;

/** Holds a feed back while the stream is behind, and waits until all that was fed has come out. */
public final class StreamFlow implements Backpressure {

    /** LiDAR frames that may be under way before the feed waits. */
    private static final long MAX_FRAMES_UNDER_WAY = 40;
    /** Without any progress for this long the stream is given up, seconds. */
    private static final long STALL_SECONDS = 60;
    private static final long TICK_MILLIS = 20;

    private final FedStream stream;
    private final Stall whileFed = new Stall(STALL_SECONDS);

    public StreamFlow(FedStream stream) {
        this.stream = stream;
    }

    /** @throws UserError when the stream has stood still for a minute */
    @Override
    public boolean mustWait(long framesFed) {
        stream.check();
        long out = stream.framesOut();
        boolean behind = framesFed - out > MAX_FRAMES_UNDER_WAY || stream.isBacklogged();
        // Frames fed are part of the progress: while it is not behind, nothing stands still.
        if (whileFed.stands(framesFed + out + stream.otherWork(), System.nanoTime()) && behind) {
            throw new UserError(ExitCode.SERVICE, "the stream has stood still for " + STALL_SECONDS
                    + " s after " + out + " of " + framesFed + " frames");
        }
        return behind;
    }

    /** Waits until every frame of a feed has been decided and every decided one has come out; false when given up. */
    public boolean drain(LogFeed feed) throws InterruptedException {
        Stall stall = new Stall(STALL_SECONDS);
        while (!allOut(feed)) {
            stream.check();
            if (stall.stands(stream.framesOut() + stream.otherWork(), System.nanoTime())) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
        return true;
    }

    private boolean allOut(LogFeed feed) {
        FrameLedger ledger = stream.ledger();
        return ledger.getLidarIn() >= feed.lidarFrames() && ledger.getLidarPending() == 0
                && ledger.getCameraIn() >= feed.cameraFrames() && ledger.getCameraPending() == 0
                && stream.framesOut() >= ledger.getLidarPaired() + FrameLedgers.total(ledger.getLidarOnlyMap());
    }
}
