package dev.understudy.replay.studio;

import static dev.understudy.replay.simulator.shapes.Range.of;

import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.camera.LensParameters;
import dev.understudy.replay.simulator.camera.LightParameters;
import dev.understudy.replay.simulator.shapes.City;
import dev.understudy.replay.studio.StudioDomain.Damage;
import dev.understudy.replay.studio.StudioDomain.Scan;
import java.util.List;

/** The named ways of seeing single objects. */
public final class StudioDomains {

    /** Whole surfaces without noise, and clear pictures by day: what a catalogue of models gives. */
    public static final String STUDIO = "studio";
    /** One side, few rings, noise and clutter; pictures at dusk, partly covered and off the mark. */
    public static final String FIELD = "field";

    /** The same of another city's shapes, with fewer points and at dusk. Set aside: nothing was tuned on it. */
    public static final String FIELD_ABROAD = "field-abroad";

    private static final City HOME = Domains.named(Domains.SOURCE).city();
    private static final City OTHER = Domains.named(Domains.TARGET).city();

    private static final LensParameters CLEAR = new LensParameters(48, 48, 40, 0.5, 0, 0, 0, 0, 0.01, 0.92, false);
    private static final LensParameters DULL = new LensParameters(48, 48, 40, 0.5, 0, 0, 0, 0.3, 0.02, 0.85, false);
    private static final LightParameters DAY = new LightParameters(0.85, 42, 0.5, of(0.9, 1.1), 1.0, 0, 0.8, 0, 0, 1);
    private static final LightParameters EVENING = new LightParameters(0.5, 25, 0.4, of(0.8, 1.2), 0.9, 0.002, 0.65, 0,
            0, 0.8);
    private static final LightParameters DUSK = new LightParameters(0.3, 15, 0.3, of(0.7, 1.2), 0.85, 0.004, 0.55, 0.05,
            0.02, 0.7);

    private static final List<StudioDomain> ALL = List.of(
            new StudioDomain(STUDIO, HOME, new Scan(true, of(64, 64), of(256, 256), of(0, 0), of(0, 0), 0), CLEAR, DAY,
                    new Damage(of(0, 0), of(0, 0), of(0, 0))),
            new StudioDomain(FIELD, HOME, new Scan(false, of(16, 48), of(80, 250), of(0, 0.02), of(0, 0.08), 0.1), DULL,
                    EVENING, new Damage(of(0, 0.06), of(0, 0.1), of(0, 8))),
            new StudioDomain(FIELD_ABROAD, OTHER, new Scan(false, of(14, 44), of(70, 230), of(0, 0.025), of(0, 0.1),
                    0.12), DULL, DUSK, new Damage(of(0, 0.08), of(0, 0.1), of(0, 8))));

    private StudioDomains() {
    }

    /** Names of all of them. */
    public static List<String> names() {
        return ALL.stream().map(StudioDomain::name).toList();
    }

    /** By name; an unknown one is an {@link IllegalArgumentException}. */
    public static StudioDomain named(String name) {
        return ALL.stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no studio '" + name + "'; there are " + names()));
    }
}
