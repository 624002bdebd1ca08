package dev.understudy.replay.experiment;

import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.experiment.Case;
import dev.understudy.learning.experiment.ExperimentConfig;
import dev.understudy.learning.experiment.Fault;
import dev.understudy.learning.experiment.StreamOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What an experiment does for every seed.
 *
 * @param base what every arm starts from
 * @param arms names, see {@link Arm}
 * @param shifts names, see {@link Shift}
 * @param orders each with every shift, without a fault
 * @param faults each with every shift, in the first order
 * @param objects of a stream, before a fault adds any
 * @param examined held-out objects of the target and as many of the source
 */
public record ExperimentPlan(Base base, List<String> arms, List<String> shifts, List<StreamOrder> orders,
        List<Fault> faults, int objects, int examined, ExperimentConfig config) {

    /** Models that arms may start from. */
    public enum Base {
        /** Trained for the seed, on clean objects of the source domain alone. */
        SOURCE,
        /** The one that ships, which saw thinned and noisy objects when it was made. */
        BOOTSTRAP
    }

    public ExperimentPlan {
        arms = List.copyOf(arms);
        shifts = List.copyOf(shifts);
        orders = List.copyOf(orders);
        faults = List.copyOf(faults);
    }

    /** Every stream. */
    public List<Case> cases() {
        List<Case> out = new ArrayList<>();
        for (String shift : shifts) {
            orders.forEach(order -> out.add(new Case(shift, order, Fault.NONE)));
            faults.stream().filter(f -> f != Fault.NONE)
                    .forEach(fault -> out.add(new Case(shift, orders.get(0), fault)));
        }
        return out;
    }

    /** The arms by their names; an unknown one is an {@link IllegalArgumentException} that lists those there are. */
    public List<Arm> chosenArms() {
        List<Arm> all = Arm.all(config.learning().training());
        return arms.stream().map(name -> all.stream().filter(a -> a.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no arm '" + name + "'; there are "
                        + String.join(", ", all.stream().map(Arm::name).toList())))).toList();
    }
}
