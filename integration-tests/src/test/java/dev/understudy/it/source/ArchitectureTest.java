package dev.understudy.it.source;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the arrows between them, held over the compiled classes of all modules. */
class ArchitectureTest {

    private static final int CLASSES_AT_LEAST = 1_000;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !isTest(location)).importPackages("dev.understudy");

    private static boolean isTest(Location location) {
        return location.contains("test-classes") || location.contains("-tests.jar");
    }

    @Test
    void shouldSeeTheClassesOfAllModules() {
        assertThat(CLASSES).hasSizeGreaterThan(CLASSES_AT_LEAST);
        assertThat(CLASSES.contain("dev.understudy.perception.segmentation.Segmenter")).isTrue();
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void shouldHaveNoCycleOfPackages() {
        slices().matching("dev.understudy.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void shouldImportFloorsBelowOnly() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("proto").definedBy("dev.understudy.proto..", "dev.understudy.event..")
                .layer("perception").definedBy("dev.understudy.perception..")
                .layer("learning").definedBy("dev.understudy.learning..")
                .layer("mcap").definedBy("dev.understudy.mcap..")
                .layer("replay").definedBy("dev.understudy.replay..")
                .layer("messaging").definedBy("dev.understudy.messaging..")
                .layer("streams").definedBy("dev.understudy.streams..")
                .layer("trainer").definedBy("dev.understudy.trainer..")
                .layer("cli").definedBy("dev.understudy.cli..")
                .whereLayer("proto").mayNotAccessAnyLayer()
                .whereLayer("perception").mayOnlyAccessLayers("proto")
                .whereLayer("learning").mayOnlyAccessLayers("proto", "perception")
                .whereLayer("mcap").mayNotAccessAnyLayer()
                .whereLayer("replay").mayOnlyAccessLayers("proto", "perception", "learning", "mcap")
                .whereLayer("messaging").mayOnlyAccessLayers("proto")
                .whereLayer("streams").mayOnlyAccessLayers("proto", "perception", "learning", "messaging")
                .whereLayer("trainer").mayOnlyAccessLayers("proto", "learning", "messaging")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void shouldReadAndWriteMcapFilesWithCodecsOnly() {
        classes().that().resideInAPackage("dev.understudy.mcap..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.understudy.mcap..", "java..", "com.github.luben.zstd..", "net.jpountz..")
                .check(CLASSES);
    }

    @Test
    void shouldKnowKafkaInTheRunningSystemOnly() {
        noClasses().that().resideInAnyPackage("dev.understudy.perception..", "dev.understudy.learning..",
                        "dev.understudy.replay..")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..").check(CLASSES);
    }

    @Test
    void shouldMakeClientsInTheConnectionOnly() {
        noClasses().that().resideOutsideOfPackage("dev.understudy.messaging..")
                .should().callConstructorWhere(target(owner(assignableTo(KafkaConsumer.class))))
                .orShould().callConstructorWhere(target(owner(assignableTo(KafkaProducer.class))))
                .orShould().callMethodWhere(target(owner(assignableTo(Admin.class))).and(target(name("create"))))
                .check(CLASSES);
    }

    @Test
    void shouldComputeWithTensorsInTheNetworksOnly() {
        noClasses().that().resideInAnyPackage("dev.understudy.perception..", "dev.understudy.replay..",
                        "dev.understudy.streams..", "dev.understudy.trainer..")
                .should().dependOnClassesThat().resideInAnyPackage("ai.djl..").check(CLASSES);
    }
}
