package dev.understudy.cli.adapt;

import dev.understudy.cli.classify.ClassificationReport;
import dev.understudy.cli.common.LearningText;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.train.StepCounts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What self-training on unlabelled frames did, each way it was tried.
 *
 * @param learning where the settings of learning come from
 * @param frames unlabelled frames
 * @param objects their objects
 * @param withOpinion objects on which the external teacher had an opinion
 * @param maths what all models were trained and scored with
 */
record AdaptReport(LearningChoice learning, int frames, int objects, int withOpinion, int passes, long seed,
        List<Arm> arms, MathsReport maths) {

    /**
     * One model.
     *
     * @param gate names of the tests that the newest weights failed; empty where they went live
     * @param candidates how often the gate was asked, and what came of it
     * @param stepCounts steps made and discarded, and roll-backs
     * @param scores by collection ({@code all} and each data set), then by branch
     */
    record Arm(String name, long admitted, String gate, Candidates candidates, StepCounts stepCounts,
            Map<String, Map<String, ClassificationReport.Branch>> scores) {
    }

    /**
     * Candidates of a run.
     *
     * @param published those that went live, of so many judged
     * @param declined failed tests of the health watch, if the live model declined, which ends learning; else empty
     */
    record Candidates(int judged, int published, String declined) {

        static final Candidates NONE = new Candidates(0, 0, "");
    }

    void print(PrintWriter out) {
        LearningText.print(out, learning);
        out.printf(Locale.ROOT, "%d frames, %d objects, %d with an opinion of the image teacher; %d passes, seed %d%n",
                frames, objects, withOpinion, passes, seed);
        for (Arm arm : arms) {
            out.printf(Locale.ROOT, "%n%s: %d steps, %d admitted%s%n", arm.name(), arm.stepCounts().made(),
                    arm.admitted(), arm.gate().isEmpty() ? "" : "; the gate refuses it: " + arm.gate());
            if (arm.stepCounts().made() > 0) {
                out.printf(Locale.ROOT, "steps: %s%n", arm.stepCounts());
                print(out, arm.candidates());
            }
            out.printf(Locale.ROOT, "%-12s %-6s %8s %7s %9s %9s %15s %15s%n", "", "", "objects", "tracks", "accuracy",
                    "macro-F1", "accuracy/track", "macro acc/track");
            arm.scores().forEach((set, branches) -> branches.forEach((branch, b) -> out.printf(Locale.ROOT,
                    "%-12s %-6s %8d %7d %9.3f %9.3f %15.3f %15.3f%n", set, branch, b.objects(), b.tracks(),
                    b.accuracy(), b.macroF1(), b.trackAccuracy(), b.trackMacroAccuracy())));
        }
        out.flush();
    }

    private static void print(PrintWriter out, Candidates candidates) {
        out.printf(Locale.ROOT, "candidates: %d, %d of them live for what followed%s%n", candidates.judged(),
                candidates.published(), candidates.declined().isEmpty() ? ""
                        : "; the live model declined, which ended learning: " + candidates.declined());
    }
}
