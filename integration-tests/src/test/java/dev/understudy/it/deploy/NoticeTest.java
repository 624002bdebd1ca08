package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NOTICE names the libraries that the distribution holds, all of them and no others. */
class NoticeTest {

    private static final String LICENCES = """
            Prose with a colon: not a jar.

            Apache License 2.0
              Apache Kafka: kafka-*, kafka_2.13
              AWS SDK for Java: auth,
                s3, utils
            """;

    private final Notice notice = Notice.parse(Checkout.read(Checkout.ROOT.resolve("NOTICE")));

    @Test
    void shouldNameEveryJarOfTheDistribution() {
        assertThat(notice.missing(Distribution.thirdPartyJars())).isEmpty();
    }

    @Test
    void shouldNameNoJarThatTheDistributionLacks() {
        assertThat(notice.stale(Distribution.thirdPartyJars())).isEmpty();
    }

    @Test
    void shouldReadTheNamesOfJarsOnly() {
        assertThat(Notice.parse(LICENCES).patterns()).containsExactly("kafka-*", "kafka_2.13", "auth", "s3", "utils");
    }

    @Test
    void shouldNoticeAJarWithoutALine() {
        assertThat(Notice.parse(LICENCES).missing(List.of("kafka-clients", "auth", "authentication", "rocksdbjni")))
                .containsExactly("authentication", "rocksdbjni");
    }

    @Test
    void shouldNoticeALineWithoutAJar() {
        assertThat(Notice.parse(LICENCES).stale(List.of("kafka-clients", "kafka_2.13", "s3")))
                .containsExactly("auth", "utils");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka_2.13-4.3.1.jar, kafka_2.13",
        "scala-logging_2.13-3.9.6.jar, scala-logging_2.13",
        "pytorch-native-cpu-2.7.1-linux-x86_64.jar, pytorch-native-cpu",
        "commons-lang3-3.20.0.jar, commons-lang3",
        "VectorGraphics2D-0.13.jar, VectorGraphics2D"})
    void shouldTellTheNameOfAJarFromItsVersion(String file, String name) {
        assertThat(Distribution.nameOf(file)).isEqualTo(name);
    }
}
