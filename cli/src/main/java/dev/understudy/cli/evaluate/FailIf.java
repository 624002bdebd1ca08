package dev.understudy.cli.evaluate;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on one metric that fails a run: {@code METRIC < NUMBER}, with {@code <}, {@code <=}, {@code >} or
 * {@code >=}.
 */
record FailIf(String metric, String comparison, double limit) {

    private static final Pattern FORM = Pattern.compile(
            "\\s*([a-z][a-z0-9_]*(?:\\.\\S+?)?)\\s*(<=|>=|<|>)\\s*([-+]?\\d*\\.?\\d+(?:[eE][-+]?\\d+)?)\\s*");

    /** @throws UserError when the text has another form */
    static FailIf parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new UserError(ExitCode.USAGE, "--fail-if: '" + text
                    + "' is no condition; write e.g. \"macro_f1 < -0.01\"");
        }
        return new FailIf(m.group(1), m.group(2), Double.parseDouble(m.group(3)));
    }

    /**
     * Whether the condition holds, so that the run fails.
     *
     * @param metrics what there is to ask for
     * @throws UserError when the metric is not among them: a gate that cannot be decided must not be passed
     */
    boolean holds(Map<String, Double> metrics) {
        Double value = metrics.get(metric);
        if (value == null || value.isNaN()) {
            throw new UserError(ExitCode.INPUT, "--fail-if: this evaluation has no metric " + metric
                    + "; it has " + String.join(", ", metrics.keySet()));
        }
        return switch (comparison) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            default -> value >= limit;
        };
    }

    @Override
    public String toString() {
        return metric + " " + comparison + " " + limit;
    }
}
