package dev.understudy.cli.chaos.audit;

import static dev.understudy.cli.chaos.audit.Invariant.DEAD_LETTER_ONCE;

import dev.understudy.proto.Topics;
import java.util.HashMap;
import java.util.Map;

/** Dead letters: one of each planted record, none twice, each with a reason. */
final class DeadLetterAudit {

    private final Facts facts;
    private final boolean ended;

    DeadLetterAudit(Facts facts, boolean ended) {
        this.facts = facts;
        this.ended = ended;
    }

    void check(Findings findings) {
        findings.count("dead letters", facts.dead.size());
        findings.count("planted records", facts.poison.size());
        Map<Origin, Integer> letters = new HashMap<>();
        for (DeadFact letter : facts.dead) {
            if (letter.from() == null || letter.reason().isEmpty()) {
                findings.violated(DEAD_LETTER_ONCE, "letter " + letter.at() + " names no record or no reason");
            } else if (letters.merge(letter.from(), 1, Integer::sum) == 2) {
                findings.violated(DEAD_LETTER_ONCE, letter.from() + " has a second dead letter, " + letter.at());
            }
        }
        for (Origin planted : facts.poison) {
            if (!letters.containsKey(planted) && isDue(planted)) {
                findings.violated(DEAD_LETTER_ONCE, "the planted record " + planted + " has no dead letter");
            }
        }
    }

    /** The trainer writes its letters with its next decision; what its state says to be written must be there. */
    private boolean isDue(Origin planted) {
        if (ended || !planted.topic().equals(Topics.SAMPLE)) {
            return true;
        }
        return !facts.states.isEmpty() && facts.states.get(facts.states.size() - 1)
                .getDeadLetteredOrDefault(planted.partition(), 0) > planted.offset();
    }
}
