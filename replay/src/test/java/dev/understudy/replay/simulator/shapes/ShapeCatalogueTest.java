package dev.understudy.replay.simulator.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.replay.simulator.Domains;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class ShapeCatalogueTest {

    private static final long SEED = 23;
    private final City city = Domains.named(Domains.SOURCE).city();

    @ParameterizedTest
    @EnumSource(ObjectClass.class)
    void shouldStandOnTheGroundInTheMiddleOfItsBox(ObjectClass kind) {
        Dice dice = new Dice(SEED);
        for (int i = 0; i < 50; i++) {
            Shape s = ShapeCatalogue.draw(kind, city, dice);
            assertThat(least(s, 0)).isCloseTo(-s.length() / 2, within(1e-9));
            assertThat(least(s, 1)).isCloseTo(-s.width() / 2, within(1e-9));
            assertThat(least(s, 2)).isCloseTo(0, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(ObjectClass.class)
    void shouldBeAssembledFromSeveralPrimitives(ObjectClass kind) {
        Dice dice = new Dice(SEED);
        double parts = 0;
        for (int i = 0; i < 50; i++) {
            parts += ShapeCatalogue.draw(kind, city, dice).primitives().size() / 50.0;
        }
        assertThat(parts).as("%s, seed %d", kind, SEED).isGreaterThan(2.0);
    }

    @Test
    void shouldOverlapInSizeBetweenClasses() {
        assertThat(highest(ObjectClass.CAR, Shape::height)).isGreaterThan(lowest(ObjectClass.VAN, Shape::height));
        assertThat(highest(ObjectClass.VAN, Shape::length)).isGreaterThan(lowest(ObjectClass.TRUCK, Shape::length));
        assertThat(highest(ObjectClass.TRUCK, Shape::length)).isGreaterThan(lowest(ObjectClass.BUS, Shape::length));
        assertThat(highest(ObjectClass.CYCLIST, Shape::length))
                .isGreaterThan(lowest(ObjectClass.MOTORCYCLE, Shape::length));
        assertThat(highest(ObjectClass.PEDESTRIAN, Shape::width))
                .isGreaterThan(lowest(ObjectClass.VEGETATION, Shape::width));
        assertThat(highest(ObjectClass.VEGETATION, Shape::height))
                .isGreaterThan(lowest(ObjectClass.POLE, Shape::height));
        assertThat(lowest(ObjectClass.BUILDING, Shape::length)).isLessThan(highest(ObjectClass.CAR, Shape::length));
    }

    private static double least(Shape s, int axis) {
        return s.primitives().stream().mapToDouble(p -> p.bounds()[axis]).min().orElseThrow();
    }

    private double lowest(ObjectClass kind, ToDoubleFunction<Shape> size) {
        return sizes(kind, size).get(10);
    }

    private double highest(ObjectClass kind, ToDoubleFunction<Shape> size) {
        return sizes(kind, size).get(89);
    }

    private List<Double> sizes(ObjectClass kind, ToDoubleFunction<Shape> size) {
        Dice dice = new Dice(SEED);
        List<Double> out = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            out.add(size.applyAsDouble(ShapeCatalogue.draw(kind, city, dice)));
        }
        Collections.sort(out);
        return out;
    }
}
