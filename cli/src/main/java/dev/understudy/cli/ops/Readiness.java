package dev.understudy.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a service does its work: named conditions that must all hold. Anyone may probe it, so reasons consist of
 * counts and names of parts, never of robots, topics or models.
 */
public record Readiness(List<Condition> conditions) {

    /**
     * Something that must hold.
     *
     * @param name of the part it is about, one word
     * @param fault asked at every probe, on the thread that answers it: why it does not hold, one line; empty while it
     *              holds
     */
    public record Condition(String name, Supplier<Optional<String>> fault) {

        /** A condition with one reason only. */
        public static Condition of(String name, BooleanSupplier holds, String otherwise) {
            return new Condition(name, () -> holds.getAsBoolean() ? Optional.empty() : Optional.of(otherwise));
        }

        private Optional<String> namedFault() {
            return fault.get().map(reason -> name + ": " + reason.strip().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    /** Copies the list. */
    public Readiness {
        conditions = List.copyOf(conditions);
    }

    public static Readiness of(List<Condition> conditions) {
        return new Readiness(conditions);
    }

    /** All of these, and one more. */
    public Readiness and(Condition other) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(other);
        return new Readiness(all);
    }

    /** Every condition that does not hold, with its reason, in one line; empty when the service is ready. */
    public Optional<String> fault() {
        List<String> faults = conditions.stream().flatMap(condition -> condition.namedFault().stream()).toList();
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }
}
