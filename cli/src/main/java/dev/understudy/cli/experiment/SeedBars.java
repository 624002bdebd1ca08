package dev.understudy.cli.experiment;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A bar per seed, drawn over each other on a terminal; elsewhere a line per seed and tenth of the way. */
final class SeedBars {

    private static final int WIDTH = 30; // characters
    private static final int STEPS = 10;

    private final Map<Long, String> bars = new LinkedHashMap<>();
    private final Map<Long, Integer> told = new LinkedHashMap<>();
    private final PrintStream out;
    private final boolean terminal = System.console() != null;
    private boolean drawn;

    SeedBars(List<Long> seeds, PrintStream out) {
        this.out = out;
        seeds.forEach(seed -> bars.put(seed, bar(seed, 0, "waits")));
    }

    synchronized void at(long seed, double share, String what) {
        bars.put(seed, bar(seed, share, what));
        if (terminal) {
            draw();
        } else if (told.getOrDefault(seed, -1) < (int) (STEPS * share)) {
            told.put(seed, (int) (STEPS * share));
            out.println(bars.get(seed));
        }
    }

    private void draw() {
        if (drawn) {
            out.printf(Locale.ROOT, "\033[%dA", bars.size());
        }
        drawn = true;
        bars.values().forEach(bar -> out.print("\r\033[K" + bar + "\n"));
        out.flush();
    }

    private static String bar(long seed, double share, String what) {
        int filled = (int) (WIDTH * share);
        return String.format(Locale.ROOT, "seed %-6d [%s%s] %3.0f %%  %s", seed, "#".repeat(filled),
                ".".repeat(WIDTH - filled), 100 * share, what);
    }
}
