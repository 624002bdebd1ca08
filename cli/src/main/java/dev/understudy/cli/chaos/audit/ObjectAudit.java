package dev.understudy.cli.chaos.audit;

import static dev.understudy.cli.chaos.audit.Invariant.EVENT_ONCE;
import static dev.understudy.cli.chaos.audit.Invariant.ONE_MODEL_PER_BATCH;
import static dev.understudy.cli.chaos.audit.Invariant.ONLY_VERIFIED_LIVE;
import static dev.understudy.cli.chaos.audit.Invariant.SAMPLE_ONCE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events and samples against the decided frames, and the models they name against the verified ones. */
final class ObjectAudit {

    private final Facts facts;

    ObjectAudit(Facts facts) {
        this.facts = facts;
    }

    void check(Findings findings) {
        findings.count("events", facts.events.size());
        findings.count("samples", facts.samples.size());
        Set<String> expected = new HashSet<>();
        facts.sets.forEach(set -> expected.addAll(set.objectIds()));
        findings.count("objects", expected.size());
        Map<String, Integer> events = times(facts.events);
        Map<String, Integer> samples = times(facts.samples);
        for (String id : expected) {
            if (!events.containsKey(id)) {
                findings.violated(EVENT_ONCE, "object " + id + " has no event");
            }
        }
        checkTimes(events, expected, EVENT_ONCE, "event", findings);
        checkTimes(samples, expected, SAMPLE_ONCE, "sample", findings);
        facts.unreadable.forEach((at, why) -> {
            if (!facts.poison.contains(at)) {
                findings.violated(EVENT_ONCE, "nobody can read " + at + ": " + why);
            }
        });
        checkModels(findings);
    }

    private static void checkTimes(Map<String, Integer> times, Set<String> expected, Invariant invariant, String what,
            Findings findings) {
        times.forEach((id, number) -> {
            if (number > 1) {
                findings.violated(invariant, what + " " + id + " is there " + number + " times");
            }
            if (!expected.contains(id)) {
                findings.violated(invariant, what + " " + id + " is of no object of any decided frame");
            }
        });
    }

    private void checkModels(Findings findings) {
        Set<ModelId> verified = facts.verified();
        verified.add(facts.bootstrap);
        Map<String, ModelId> ofFrame = new HashMap<>();
        Set<ModelId> spoke = new HashSet<>();
        for (List<ObjectFact> said : List.of(facts.events, facts.samples)) {
            for (ObjectFact object : said) {
                spoke.add(object.model());
                ModelId first = ofFrame.putIfAbsent(object.frame(), object.model());
                if (first != null && !first.equals(object.model())) {
                    findings.violated(ONE_MODEL_PER_BATCH, "frame " + object.frame() + " has words of version "
                            + first.version() + " and of version " + object.model().version() + ", " + object.at());
                }
            }
        }
        spoke.stream().filter(model -> !verified.contains(model)).forEach(model ->
                findings.violated(ONLY_VERIFIED_LIVE, "version " + model.version() + " (" + model.digest()
                        + ") has spoken and is no verified version on the topic"));
        findings.count("batches", ofFrame.size());
        findings.count("models that spoke", spoke.size());
    }

    private static Map<String, Integer> times(List<ObjectFact> said) {
        Map<String, Integer> times = new HashMap<>();
        said.forEach(object -> times.merge(object.objectId(), 1, Integer::sum));
        return times;
    }
}
