package dev.understudy.learning.model;

import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.MathsCheck.Outcome;
import java.util.List;

/**
 * What figures rest on: the path of the process that computed them, and how much of it was compared. Stands in every
 * report of what networks computed.
 *
 * @param processor model name
 * @param oneDnn most that oneDNN may use of the processor
 * @param mkl MKL's conditional reproducibility
 * @param aten the instruction set of PyTorch's own kernels
 * @param threads of one operation
 * @param checkedOperations native operations that were compared with plain sums and agreed
 */
public record MathsReport(String processor, String oneDnn, String mkl, String aten, String threads,
        int checkedOperations) {

    /** Of this process, up to now. */
    public static MathsReport now() {
        return of(MathsPath.current(), MathsCheck.outcomes());
    }

    static MathsReport of(MathsPath path, List<Outcome> outcomes) {
        return of(path, outcomes.stream().filter(Outcome::right).mapToInt(Outcome::operations).sum());
    }

    /** Of a process that told how many operations it has compared. */
    public static MathsReport of(MathsPath path, int checkedOperations) {
        return new MathsReport(path.processor(), path.oneDnn(), path.mkl(), path.aten(), path.threads(),
                checkedOperations);
    }

    /** One line for pages and terminals. */
    @Override
    public String toString() {
        return new MathsPath(processor, oneDnn, mkl, aten, threads) + "; " + checkedOperations
                + " native operations compared with plain sums";
    }
}
