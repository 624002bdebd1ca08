package dev.understudy.it.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What types cannot know: that selectors, services and budgets find their pods, and that pods can start. */
final class KubernetesChecks {

    private final List<HasMetadata> objects;
    private final List<Pods> pods;
    private final List<String> problems = new ArrayList<>();

    private KubernetesChecks(List<HasMetadata> objects) {
        this.objects = objects;
        this.pods = Pods.of(objects);
    }

    static List<String> problems(List<HasMetadata> objects) {
        KubernetesChecks checks = new KubernetesChecks(objects);
        checks.uniqueNames();
        checks.pods.forEach(checks::selectsItself);
        objects.forEach(checks::findsPods);
        Map<String, Map<String, String>> configMaps = new TreeMap<>();
        checks.each(ConfigMap.class).forEach(map -> configMaps.put(map.getMetadata().getName(), map.getData()));
        checks.pods.forEach(started -> checks.problems.addAll(PodChecks.problems(started, configMaps)));
        return checks.problems;
    }

    private void uniqueNames() {
        Set<String> seen = new HashSet<>();
        objects.stream().map(object -> object.getKind() + " " + object.getMetadata().getName())
                .filter(name -> !seen.add(name)).forEach(name -> problems.add("twice: " + name));
    }

    private void selectsItself(Pods started) {
        if (!matches(started.selector().getMatchLabels(), started)) {
            problems.add(started.workload() + ": its selector does not match its own pods");
        }
    }

    private void findsPods(HasMetadata object) {
        String name = object.getKind() + " " + object.getMetadata().getName();
        if (object instanceof Service service) {
            List<Pods> found = matching(service.getSpec().getSelector());
            if (found.isEmpty()) {
                problems.add(name + " finds no pods");
            }
            service.getSpec().getPorts().forEach(port -> found.stream()
                    .filter(started -> !PodChecks.portNames(started).contains(port.getTargetPort().getStrVal()))
                    .forEach(started -> problems.add(name + " leads to a port that " + started.workload()
                            + " does not open: " + port.getTargetPort().getStrVal())));
        } else if (object instanceof PodDisruptionBudget budget) {
            if (matching(budget.getSpec().getSelector().getMatchLabels()).isEmpty()) {
                problems.add(name + " protects no pods");
            }
        } else if (object instanceof StatefulSet set) {
            String wanted = set.getSpec().getServiceName();
            if (each(Service.class).stream().noneMatch(service -> service.getMetadata().getName().equals(wanted)
                    && "None".equals(service.getSpec().getClusterIP()))) {
                problems.add(name + " names no headless service: " + wanted);
            }
        }
    }

    private List<Pods> matching(Map<String, String> labels) {
        return pods.stream().filter(started -> matches(labels, started)).toList();
    }

    private static boolean matches(Map<String, String> labels, Pods started) {
        return !labels.isEmpty()
                && started.template().getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
    }

    private <T extends HasMetadata> List<T> each(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
