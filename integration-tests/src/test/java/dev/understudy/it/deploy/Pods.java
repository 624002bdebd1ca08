package dev.understudy.it.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a workload starts.
 *
 * @param claims names of the volumes it claims for each pod
 */
record Pods(String workload, LabelSelector selector, PodTemplateSpec template, List<String> claims) {

    static List<Pods> of(List<HasMetadata> objects) {
        return objects.stream().flatMap(Pods::of).toList();
    }

    private static Stream<Pods> of(HasMetadata object) {
        String name = object.getMetadata().getName();
        if (object instanceof Deployment deployment) {
            return Stream.of(new Pods(name, deployment.getSpec().getSelector(), deployment.getSpec().getTemplate(),
                    List.of()));
        }
        if (object instanceof StatefulSet set) {
            return Stream.of(new Pods(name, set.getSpec().getSelector(), set.getSpec().getTemplate(),
                    set.getSpec().getVolumeClaimTemplates().stream().map(c -> c.getMetadata().getName()).toList()));
        }
        return Stream.empty();
    }
}
