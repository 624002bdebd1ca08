package dev.understudy.cli.models;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.understudy.cli.common.Report;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was live at a time.
 *
 * @param at        the time that was asked about
 * @param decided   what the trainer had decided, null when it had decided nothing: the bootstrap
 * @param instances what each instance had adopted by then, by its own report; one that is not here served the
 *                  bootstrap, or does not report
 * @param robot     what spoke of one robot, null when nobody asked
 */
record LiveAt(String at, Live decided, List<Live> instances, RobotModel robot) {

    /**
     * A version and from when it was live.
     *
     * @param instance   null for the trainer's decision
     * @param sinceNanos nanoseconds since the Unix epoch
     */
    record Live(String instance, long version, long epoch, String digest, @JsonIgnore long sinceNanos) {

        /** ISO 8601. */
        @JsonProperty("since")
        String since() {
            return Report.time(sinceNanos);
        }

        static Live of(String instance, LifecycleEvent event) {
            return new Live(instance, event.getModel().getVersion(), event.getEpoch(),
                    ModelHistory.hex(event.getModel().getDigest()), event.getAtNs());
        }
    }

    /** From the audit log; times in it are the clocks of those who wrote. */
    static LiveAt of(ModelHistory history, long atNanos, RobotModel robot) {
        Map<String, Live> instances = new TreeMap<>();
        for (AuditEntry entry : history.entries()) {
            LifecycleEvent event = entry.event();
            if (event.getKind() == LifecycleKind.ADOPTED && event.getAtNs() <= atNanos) {
                instances.put(event.getInstance(), Live.of(event.getInstance(), event));
            }
        }
        Live decided = history.liveDecision(atNanos).orElse(null);
        return new LiveAt(Report.time(atNanos), decided, List.copyOf(instances.values()), robot);
    }
}
