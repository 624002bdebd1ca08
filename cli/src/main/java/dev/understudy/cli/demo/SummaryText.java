package dev.understudy.cli.demo;

import dev.understudy.perception.pairing.FrameLedgers;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The closing summary for people. */
final class SummaryText {

    private SummaryText() {
    }

    static void print(DemoSummary s, PrintStream out) {
        DemoSummary.Lidar l = s.frames().lidar();
        DemoSummary.Camera c = s.frames().camera();
        out.println();
        out.printf(Locale.ROOT, "LiDAR   %d in = %d paired + %d lidar-only + %d dropped + %d dead + %d pending %s%n",
                l.in(), l.paired(), l.lidarOnly(), l.dropped(), l.dead(), l.pending(), reasons(l.reasons()));
        out.printf(Locale.ROOT, "camera  %d in = %d used + %d unused + %d dropped + %d dead + %d pending %s%n",
                c.in(), c.used(), c.unused(), c.dropped(), c.dead(), c.pending(), reasons(c.reasons()));
        out.printf(Locale.ROOT, "        %s%n", frames(s));
        out.printf(Locale.ROOT, "objects %d events, %d samples, %d left out, %d dead letters %s%n", s.events(),
                s.samples(), FrameLedgers.total(s.objectsDropped()), s.deadLetters(), reasons(s.objectsDropped()));
        out.printf(Locale.ROOT, "models  %d published, %d adopted live, %d refused by the gate %s%n",
                s.checkpoints().published(), s.checkpoints().adopted(), s.checkpoints().rejected(),
                reasons(s.checkpoints().rejections()));
        if (s.run().training()) {
            out.printf(Locale.ROOT, "steps   %s%n", s.stepCounts());
            out.printf(Locale.ROOT, "learning by %s; every setting is in config.yaml%n", s.run().learning().source());
        }
        if (s.accuracy() != null) {
            out.println();
            out.printf(Locale.ROOT,
                    "                     frozen   adapting   (last quarter of the stream, %d objects)%n",
                    s.scored().lastQuarter());
            out.printf(Locale.ROOT, "  accuracy         %8s   %8s%n", pct(s.accuracy().frozen()),
                    pct(s.accuracy().adapted()));
            out.printf(Locale.ROOT, "  macro-F1         %8s   %8s%n", pct(s.macroF1().frozen()),
                    pct(s.macroF1().adapted()));
            out.printf(Locale.ROOT, "  accuracy source  %8s              (before the shift, %d objects)%n",
                    pct(s.accuracy().frozenSource()), s.scored().source());
        }
        if (s.log() != null) {
            log(s.log(), out);
        }
        out.println();
        out.printf(Locale.ROOT, "run folder: %s%n", s.runDir());
    }

    private static String frames(DemoSummary s) {
        if (s.interrupted()) {
            return "ended before the log did; frames under way are not counted";
        }
        return s.conserved() ? "every frame is accounted for" : "FRAMES ARE MISSING";
    }

    private static void log(DemoSummary.LogFindings log, PrintStream out) {
        out.printf(Locale.ROOT, "log     %.1f clusters per frame, %.1f of them road-user proposals%n",
                log.clustersPerFrame(), log.proposalsPerFrame());
        out.printf(Locale.ROOT, "        objects per class %s%n", log.objectsPerClass());
        if (log.medianCarIou() != null) {
            out.printf(Locale.ROOT,
                    "        median 2D IoU %.2f of the %d of %d labelled cars that have a cluster in view%n",
                    log.medianCarIou(), log.matchedCars(), log.labelledCars());
        }
        log.pictures().forEach((what, file) -> out.printf(Locale.ROOT, "        %s: %s%n", what, file));
    }

    private static String pct(Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String reasons(Map<String, Long> reasons) {
        return reasons == null || reasons.isEmpty() ? "" : reasons.toString();
    }
}
