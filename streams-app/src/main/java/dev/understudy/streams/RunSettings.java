package dev.understudy.streams;

import java.time.Duration;

/**
 * How both applications run.
 *
 * @param threads stream threads of each application; at most one per partition does work
 * @param commitInterval time between transactions: events become visible to committed readers that much later
 * @param maxTaskIdle how long a task waits for an empty input partition before it takes a later record of another
 * @param exactlyOnce whether records are processed exactly once; at least once only shows what that is for
 * @param standbys warm copies of every state store on other instances
 * @param failures how many failures of stream threads are met by new ones
 * @param closeTimeout how long {@code close()} waits for the last commit
 */
public record RunSettings(int threads, Duration commitInterval, Duration maxTaskIdle, boolean exactlyOnce, int standbys,
        Failures failures, Duration closeTimeout) {

    /** Longer than a fetch from a busy broker, short enough not to be felt where a topic has no data at all. */
    private static final Duration REPLAY_IDLE = Duration.ofMillis(250);

    /**
     * Failures of stream threads that are met by a new thread; one more stops the application.
     *
     * @param most within the window
     */
    public record Failures(int most, Duration window) {

        public Failures {
            if (most < 0) {
                throw new IllegalArgumentException("failures.most must not be negative: " + most);
            }
        }

        /** A bad record is met by the dead letters: five in five minutes are no accident. */
        public static Failures defaults() {
            return new Failures(5, Duration.ofMinutes(5));
        }
    }

    public RunSettings {
        if (threads < 1 || standbys < 0) {
            throw new IllegalArgumentException("threads must be positive, standbys not negative: " + threads + ", "
                    + standbys);
        }
    }

    public static RunSettings defaults() {
        return new RunSettings(1, Duration.ofMillis(20), Duration.ZERO, true, 0, Failures.defaults(),
                Duration.ofSeconds(30));
    }

    public RunSettings withThreads(int count) {
        return new RunSettings(count, commitInterval, maxTaskIdle, exactlyOnce, standbys, failures, closeTimeout);
    }

    public RunSettings withCommitInterval(Duration interval) {
        return new RunSettings(threads, interval, maxTaskIdle, exactlyOnce, standbys, failures, closeTimeout);
    }

    public RunSettings atLeastOnce() {
        return new RunSettings(threads, commitInterval, maxTaskIdle, false, standbys, failures, closeTimeout);
    }

    /** A task waits a moment for an empty input before it goes on without it. */
    public RunSettings replaying() {
        return new RunSettings(threads, commitInterval, REPLAY_IDLE, exactlyOnce, standbys, failures, closeTimeout);
    }
}
