package dev.understudy.cli.chaos;

import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a scenario sends, in order: frames of a few new robots, and what its input faults make of them.
 *
 * @param robots ids of this scenario's robots
 * @param items calibrations, then frames robot by turns; the ends of the logs are sent apart, after the repair
 */
record FeedPlan(Set<String> robots, List<FeedItem> items) {

    /** Frames begin a little in the past, so that none is ahead of the clock. */
    private static final long START_BACK_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long HOURS_AHEAD_NANOS = TimeUnit.HOURS.toNanos(3);
    private static final long CLOCK_JUMP_NANOS = TimeUnit.SECONDS.toNanos(40);
    private static final int POISON_RECORDS = 8;
    private static final int GARBAGE_BYTES = 300;

    /**
     * Draws a plan; the same random gives the same plan but for its stamps.
     *
     * @param nowMillis wall-clock time, which the stamps begin a little before
     */
    static FeedPlan draw(Drive drive, String prefix, Set<FaultKind> faults, long nowMillis, Random random) {
        long start = TimeUnit.MILLISECONDS.toNanos(nowMillis) - START_BACK_NANOS;
        Set<String> robots = new LinkedHashSet<>();
        List<List<WireRecord>> byRobot = new ArrayList<>();
        for (int robot = 0; robot < drive.robots(); robot++) {
            String name = prefix + "-r" + robot;
            robots.add(name);
            boolean jumps = faults.contains(FaultKind.SKEWED_CLOCK) && robot == 0;
            byRobot.add(jumps ? jumping(drive, name, start) : drive.as(name, robot, start));
        }
        List<FeedItem> items = byTurns(byRobot);
        if (faults.contains(FaultKind.DUPLICATES)) {
            duplicate(items, random);
        }
        if (faults.contains(FaultKind.OUT_OF_ORDER)) {
            displace(items, random);
        }
        if (faults.contains(FaultKind.SKEWED_CLOCK)) {
            skew(items, drive, robots, start, random);
        }
        if (faults.contains(FaultKind.GARBAGE_FRAMES)) {
            poisonFrames(items, robots, random);
        }
        if (faults.contains(FaultKind.GARBAGE_RECORDS)) {
            for (int i = 0; i < POISON_RECORDS; i++) {
                String topic = i % 2 == 0 ? Topics.CLUSTER : Topics.SAMPLE;
                items.add(place(items, random), FeedItem.poison(topic, key(robots, random), garbage(random)));
            }
        }
        return new FeedPlan(robots, items);
    }

    private static List<FeedItem> byTurns(List<List<WireRecord>> byRobot) {
        List<FeedItem> items = new ArrayList<>();
        int longest = byRobot.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<WireRecord> records : byRobot) {
                if (i < records.size()) {
                    items.add(FeedItem.of(records.get(i)));
                }
            }
        }
        return items;
    }

    /** A robot whose clock is set back in the middle of its drive. */
    private static List<WireRecord> jumping(Drive drive, String name, long start) {
        List<WireRecord> before = drive.as(name, 0, start);
        List<WireRecord> after = drive.as(name, 0, start - CLOCK_JUMP_NANOS);
        List<WireRecord> records = new ArrayList<>(before.subList(0, before.size() / 2));
        records.addAll(after.subList(before.size() / 2, before.size()));
        return records;
    }

    private static void duplicate(List<FeedItem> items, Random random) {
        List<FeedItem> frames = items.stream().filter(FeedPlan::isFrame).toList();
        for (int i = 0; i < frames.size() / 4; i++) {
            FeedItem again = frames.get(random.nextInt(frames.size()));
            items.add(Math.min(items.size(), items.indexOf(again) + 1 + random.nextInt(12)), again);
        }
    }

    private static void displace(List<FeedItem> items, Random random) {
        for (int i = 0; i < items.size() / 4; i++) {
            int from = random.nextInt(items.size());
            if (isFrame(items.get(from))) {
                FeedItem moved = items.remove(from);
                items.add(Math.min(items.size(), from + 1 + random.nextInt(20)), moved);
            }
        }
    }

    /** Stamps that nobody can believe: hours ahead, or of a clock that was never set. */
    private static void skew(List<FeedItem> items, Drive drive, Set<String> robots, long start, Random random) {
        List<String> names = List.copyOf(robots);
        for (int i = 0; i < POISON_RECORDS; i++) {
            int robot = random.nextInt(names.size());
            long stamp = random.nextBoolean() ? 0 : start + HOURS_AHEAD_NANOS + i;
            items.add(place(items, random), FeedItem.poison(drive.lidar(names.get(robot), robot, 0, stamp)));
        }
    }

    private static void poisonFrames(List<FeedItem> items, Set<String> robots, Random random) {
        List<FeedItem> frames = items.stream().filter(FeedPlan::isFrame).toList();
        for (int i = 0; i < POISON_RECORDS; i++) {
            FeedItem real = frames.get(random.nextInt(frames.size()));
            byte[] value = real.record().value();
            String topic = real.record().topic();
            FeedItem bad = switch (random.nextInt(5)) {
                case 0 -> FeedItem.poison(topic, key(robots, random), garbage(random));
                case 1 -> FeedItem.poison(topic, key(robots, random),
                        Arrays.copyOf(value, truncated(value.length, random)));
                case 2 -> FeedItem.poison(topic, key(robots, random), new byte[0]);
                case 3 -> FeedItem.poison(topic, null, value);
                default -> FeedItem.poison(topic, new byte[] {(byte) 0xff, (byte) 0xfe}, value);
            };
            items.add(place(items, random), bad);
        }
    }

    /** Bytes of which no message begins: every one ends a varint that is too long, or names field 0. */
    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[GARBAGE_BYTES];
        random.nextBytes(bytes);
        Arrays.fill(bytes, 0, 16, (byte) 0xff);
        return bytes;
    }

    /** Between half and all of it; one draw at any length, for a stamp makes a message a byte longer or shorter. */
    private static int truncated(int length, Random random) {
        return (int) (length * (1 + random.nextDouble()) / 2);
    }

    private static byte[] key(Set<String> robots, Random random) {
        return FeedItem.utf8(List.copyOf(robots).get(random.nextInt(robots.size())));
    }

    private static int place(List<FeedItem> items, Random random) {
        return random.nextInt(items.size() + 1);
    }

    private static boolean isFrame(FeedItem item) {
        return !item.poison() && (item.record().topic().equals(Topics.LIDAR_FRAME)
                || item.record().topic().equals(Topics.CAMERA_FRAME));
    }
}
