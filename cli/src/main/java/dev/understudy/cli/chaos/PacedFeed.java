package dev.understudy.cli.chaos;

import dev.understudy.proto.WireRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Robots that drive round and round: their frames are sent when their stamps say, from a thread of its own. */
final class PacedFeed implements AutoCloseable {

    private static final String ROBOT = "soak-r";
    private static final long BEHIND_MS = 1_000;

    private final Feed feed;
    private final Drive drive;
    private final long roundNanos;
    private final Thread thread;
    private volatile boolean ending;
    private volatile long sent;
    private volatile long late;

    /** Starts driving; a round of the drive takes {@code frames / rateHz}. */
    PacedFeed(Feed feed, Drive drive, int frames, double rateHz) {
        this.feed = feed;
        this.drive = drive;
        this.roundNanos = Math.round(frames * TimeUnit.SECONDS.toNanos(1) / rateHz);
        this.thread = new Thread(this::run, "soak-feed");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ids of the robots that drive. */
    List<String> robots() {
        List<String> names = new ArrayList<>();
        for (int robot = 0; robot < drive.robots(); robot++) {
            names.add(ROBOT + robot);
        }
        return names;
    }

    /** Records sent so far. */
    long sent() {
        return sent;
    }

    /** Records sent more than a second after their stamp: this machine could not even send them in time. */
    long late() {
        return late;
    }

    private void run() {
        long start = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        for (long round = 0; !ending; round++) {
            send(round(start + round * roundNanos));
        }
    }

    private record Timed(long stampNanos, FeedItem item) {
    }

    private List<Timed> round(long start) {
        List<Timed> items = new ArrayList<>();
        List<String> names = robots();
        for (int robot = 0; robot < names.size(); robot++) {
            List<WireRecord> records = drive.as(names.get(robot), robot, start);
            for (int i = 0; i < records.size(); i++) {
                items.add(new Timed(start + i * roundNanos / records.size(), FeedItem.of(records.get(i))));
            }
        }
        items.sort(Comparator.comparingLong(Timed::stampNanos));
        return items;
    }

    private void send(List<Timed> items) {
        for (Timed item : items) {
            long wait = TimeUnit.NANOSECONDS.toMillis(item.stampNanos()) - System.currentTimeMillis();
            if (wait > 0) {
                Pause.millis(wait);
            } else if (wait < -BEHIND_MS) {
                late++;
            }
            if (ending) {
                return;
            }
            feed.send(item.item());
            sent++;
        }
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
