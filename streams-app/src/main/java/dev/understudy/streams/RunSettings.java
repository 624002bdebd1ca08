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
 * @param maxFailures stream-thread failures within {@code failureWindow} that are met by a new thread; one more
 *     stops the application
 * @param failureWindow see {@code maxFailures}
 * @param closeTimeout how long {@code close()} waits for the last commit
 */
public record RunSettings(int threads, Duration commitInterval, Duration maxTaskIdle, boolean exactlyOnce, int standbys,
        int maxFailures, Duration failureWindow, Duration closeTimeout) {

    public RunSettings {
        if (threads < 1 || standbys < 0 || maxFailures < 0) {
            throw new IllegalArgumentException("threads must be positive, standbys and maxFailures not negative: "
                    + threads + ", " + standbys + ", " + maxFailures);
        }
    }

    public static RunSettings defaults() {
        return new RunSettings(1, Duration.ofMillis(20), Duration.ZERO, true, 0, 5,
                Duration.ofMinutes(5), Duration.ofSeconds(30));
    }

    public RunSettings withThreads(int count) {
        return new RunSettings(count, commitInterval, maxTaskIdle, exactlyOnce, standbys, maxFailures,
                failureWindow, closeTimeout);
    }

    public RunSettings withCommitInterval(Duration interval) {
        return new RunSettings(threads, interval, maxTaskIdle, exactlyOnce, standbys, maxFailures,
                failureWindow, closeTimeout);
    }

    public RunSettings atLeastOnce() {
        return new RunSettings(threads, commitInterval, maxTaskIdle, false, standbys, maxFailures,
                failureWindow, closeTimeout);
    }

    public RunSettings withMaxTaskIdle(Duration idle) {
        return new RunSettings(threads, commitInterval, idle, exactlyOnce, standbys, maxFailures,
                failureWindow, closeTimeout);
    }
}
