package dev.understudy.replay.experiment;

import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.studio.StudioDomains;
import java.util.List;

/**
 * Where a stream goes after its start in the source domain.
 *
 * @param name as on the command line
 * @param source domain the stream starts in
 * @param parts domains driven through, for equal shares of the stream
 * @param examined domains the held-out target objects are drawn from
 */
public record Shift(String name, String source, List<String> parts, List<String> examined) {

    private static final List<String> CHAIN =
            List.of(Domains.SPARSE_BEAMS, Domains.NIGHT_RAIN, Domains.OTHER_MOUNT_CITY);

    /**
     * Every named shift: single objects from a studio to the field; on simulated streets all causes at once, each
     * alone, one after the other, and there and back.
     */
    public static List<Shift> all() {
        return List.of(outOfStudio(StudioDomains.FIELD), outOfStudio(StudioDomains.FIELD_ABROAD),
                single(Domains.TARGET), single(Domains.SPARSE_BEAMS), single(Domains.NIGHT_RAIN),
                single(Domains.OTHER_MOUNT_CITY), single(Domains.CHEAP_LIDAR),
                new Shift("chain", Domains.SOURCE, CHAIN, CHAIN),
                new Shift("return", Domains.SOURCE, List.of(Domains.TARGET, Domains.SOURCE), List.of(Domains.TARGET)));
    }

    private static Shift outOfStudio(String domain) {
        return new Shift(domain, StudioDomains.STUDIO, List.of(domain), List.of(domain));
    }

    private static Shift single(String domain) {
        return new Shift(domain, Domains.SOURCE, List.of(domain), List.of(domain));
    }

    /** By name; an unknown one is an {@link IllegalArgumentException} that lists those there are. */
    public static Shift named(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shift '" + name + "'; there are "
                        + String.join(", ", all().stream().map(Shift::name).toList())));
    }
}
