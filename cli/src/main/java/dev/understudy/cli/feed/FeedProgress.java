package dev.understudy.cli.feed;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A line on a terminal that says how far a feed is; nothing where the output is no terminal. */
public final class FeedProgress implements AutoCloseable {

    private static final long REFRESH_MILLIS = 250;
    private static final int BAR = 24;

    private final LogFeed feed;
    private final long total;
    private final FeedPause pause;
    private final PrintStream out;
    private final Thread thread;
    private volatile boolean ended;

    /** @param total LiDAR frames to come, or -1 when that is not known */
    public FeedProgress(LogFeed feed, long total, FeedPause pause, PrintStream out) {
        this.feed = feed;
        this.total = total;
        this.pause = pause;
        this.out = out;
        thread = new Thread(this::show, "feed-progress");
        thread.setDaemon(true);
        if (System.console() != null) {
            thread.start();
        }
    }

    private void show() {
        while (!ended) {
            out.print("\r\033[K" + line(feed.lidarFrames(), total, pause.isPaused()));
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(REFRESH_MILLIS));
        }
        out.print("\r\033[K");
        out.flush();
    }

    /** What a feed has sent, for its end. */
    public static String sent(LogFeed feed) {
        String frames = feed.lidarFrames() + " LiDAR frames, " + feed.cameraFrames() + " camera frames";
        return feed.claimedFrames() == 0 ? frames : frames + ", " + feed.claimedFrames() + " of them as claims";
    }

    static String line(long frames, long total, boolean paused) {
        String state = paused ? "  paused, Enter goes on" : "";
        if (total <= 0) {
            return frames + " LiDAR frames" + state;
        }
        int filled = (int) Math.min(BAR, BAR * frames / total);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + frames + "/" + total + " LiDAR frames"
                + state;
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2 * REFRESH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
