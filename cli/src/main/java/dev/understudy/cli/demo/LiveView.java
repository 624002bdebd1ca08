package dev.understudy.cli.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * The terminal while a demo runs: a block of lines redrawn twice a second where standard error is a terminal,
 * else one line every ten seconds. It writes to standard error, so that {@code --json} has standard output alone.
 */
final class LiveView implements AutoCloseable {

    private static final long REDRAW_MILLIS = 500;
    private static final long LINE_MILLIS = 10_000;
    private static final int BAR_WIDTH = 40;

    private final PrintStream out;
    private final boolean redraw;
    private final Supplier<DemoStatus> status;
    private final Thread thread;
    private int linesDrawn;
    private DemoStatus last;

    /** @param headless prints no block even on a terminal */
    LiveView(PrintStream out, boolean headless, Supplier<DemoStatus> status) {
        this.out = out;
        this.redraw = !headless && System.console() != null;
        this.status = status;
        this.thread = new Thread(this::loop, "live-view");
        thread.setDaemon(true);
        thread.start();
    }

    private void loop() {
        try {
            while (true) {
                Thread.sleep(redraw ? REDRAW_MILLIS : LINE_MILLIS);
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        DemoStatus now = status.get();
        DemoStatus before = last == null ? now.atStart() : last;
        last = now;
        double seconds = Math.max(1e-3, (now.nanos() - before.nanos()) / 1e9);
        double frames = (now.framesOut() - before.framesOut()) / seconds;
        double objects = (now.events() - before.events()) / seconds;
        if (redraw) {
            block(now, frames, objects);
        } else {
            out.printf(Locale.ROOT, "%3.0f %%  %s  %.1f frames/s  %.0f objects/s  model v%d  frozen %s  adapting %s%n",
                    100 * now.progress(), now.phase(), frames, objects, now.modelVersion(),
                    percent(now.frozen()), percent(now.adapted()));
        }
        out.flush();
    }

    private void block(DemoStatus s, double frames, double objects) {
        StringBuilder text = new StringBuilder();
        if (linesDrawn > 0) {
            text.append("\033[").append(linesDrawn).append("A\033[J");
        }
        String body = String.format(Locale.ROOT,
                "@|bold Understudy|@  %s  seed %d%n"
                + "  stream     %s %3.0f %%   %s%n"
                + "  throughput %6.1f frames/s  %6.0f objects/s   waiting %d frames%n"
                + "  model      v%d live, %d published, %d refused by the gate, %d training steps%n"
                + "  frozen     %s %s%n"
                + "  adapting   %s %s%n",
                s.source(), s.seed(), bar(s.progress()), 100 * s.progress(), s.phase(), frames, objects,
                s.framesIn() - s.framesOut(), s.modelVersion(), s.published(), s.rejected(), s.trainingSteps(),
                bar(s.frozen()), percent(s.frozen()), bar(s.adapted()), percent(s.adapted()));
        linesDrawn = (int) body.lines().count();
        out.print(text.append(Ansi.AUTO.string(body)));
    }

    private static String bar(double share) {
        int filled = Double.isNaN(share) ? 0 : (int) Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
        return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "  –   " : String.format(Locale.ROOT, "%5.1f %%", 100 * share);
    }

    @Override
    public void close() {
        thread.interrupt();
        if (last != null || redraw) {
            show();
        }
    }
}
