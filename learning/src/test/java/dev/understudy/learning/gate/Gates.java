package dev.understudy.learning.gate;

import dev.understudy.learning.gate.GateConfig.BalanceLimits;
import dev.understudy.learning.gate.GateConfig.CanaryLimits;
import dev.understudy.learning.gate.GateConfig.Minima;
import dev.understudy.learning.gate.GateConfig.Sureness;

/** Gates for tests. */
public final class Gates {

    /** Every limit wide open, no evidence asked for. */
    public static final GateConfig OPEN = new GateConfig(new CanaryLimits(1, 1), new BalanceLimits(0, 0, 0, 1, 10),
            new Minima(0, 0, 0, 0), new Sureness(1, 1, 0, 0));
    /** Asks for more than perfect accuracy on the canary: vetoes every candidate by {@code canary-vs-served}. */
    public static final GateConfig SHUT =
            new GateConfig(new CanaryLimits(-2, 1), OPEN.balance(), OPEN.minima(), OPEN.sureness());

    private Gates() {
    }
}
