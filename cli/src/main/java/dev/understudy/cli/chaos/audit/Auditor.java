package dev.understudy.cli.chaos.audit;

import java.util.function.Consumer;

/**
 * Holds what the topics say against every invariant. It knows nothing of processes or faults: only committed records,
 * and which of them were planted to be refused.
 */
public final class Auditor {

    private Auditor() {
    }

    /**
     * Audits the topics of a system that has come to rest.
     *
     * @param ended whether the trainer was closed in order: its letters of unusable samples go out with a decision, so
     *     while it runs, they may be due
     */
    public static AuditReport audit(Facts facts, boolean ended) {
        Findings findings = new Findings();
        Consumer<Findings> frames = new FrameAudit(facts)::check;
        frames.andThen(new ObjectAudit(facts)::check).andThen(new ModelAudit(facts)::check)
                .andThen(new LineageAudit(facts)::check).andThen(new DeadLetterAudit(facts, ended)::check)
                .accept(findings);
        return findings.report();
    }
}
