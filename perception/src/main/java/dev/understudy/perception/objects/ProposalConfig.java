package dev.understudy.perception.objects;

/**
 * Which clusters go on as objects, and what is kept of them.
 *
 * @param gate limits of clusters, and of their number
 * @param maxPoints points kept of each object, evenly spread over the cluster's
 */
public record ProposalConfig(ProposalGate gate, int maxPoints) {

    public ProposalConfig {
        if (maxPoints < 1) {
            throw new IllegalArgumentException("maxPoints must be at least 1, got " + maxPoints);
        }
    }

    /** 512 points: twice what the default student reads. */
    public static ProposalConfig defaults() {
        return new ProposalConfig(ProposalGate.defaults(), 512);
    }

    public ProposalConfig withMaxObjects(int objects) {
        return new ProposalConfig(gate.withMaxObjects(objects), maxPoints);
    }
}
