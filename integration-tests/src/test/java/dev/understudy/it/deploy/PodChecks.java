package dev.understudy.it.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the pods of one workload could start: arguments, references, mounts, probes, security. */
final class PodChecks {

    /** Made by the operator with {@code understudy keys create}; k8s/README.md says how. */
    static final Set<String> EXTERNAL_SECRETS = Set.of("understudy-signing-key", "understudy-trusted-keys",
            "understudy-metrics-token");
    /** The health paths that the program serves. */
    private static final Set<String> HEALTH = Set.of("/livez", "/readyz");
    /** The user of the images. */
    private static final long IMAGE_USER = 10001;
    /** Read by root and by the group it lends the key to: what the trainer accepts. */
    private static final int KEY_MODE = 0440;

    private final Pods pods;
    private final PodSpec spec;
    private final Map<String, Map<String, String>> configMaps;
    private final List<String> problems = new ArrayList<>();

    private PodChecks(Pods pods, Map<String, Map<String, String>> configMaps) {
        this.pods = pods;
        this.spec = pods.template().getSpec();
        this.configMaps = configMaps;
    }

    static List<String> problems(Pods pods, Map<String, Map<String, String>> configMaps) {
        PodChecks checks = new PodChecks(pods, configMaps);
        checks.user();
        checks.spec.getVolumes().forEach(checks::volume);
        checks.spec.getContainers().forEach(checks::container);
        return checks.problems;
    }

    static List<String> portNames(Pods pods) {
        return pods.template().getSpec().getContainers().stream().flatMap(c -> c.getPorts().stream())
                .map(ContainerPort::getName).toList();
    }

    private void user() {
        var security = spec.getSecurityContext();
        if (!Boolean.TRUE.equals(security.getRunAsNonRoot()) || security.getRunAsUser() != IMAGE_USER
                || security.getFsGroup() != IMAGE_USER) {
            report("does not run as the image's user with its group on volumes");
        }
        if (!Boolean.FALSE.equals(spec.getEnableServiceLinks())) {
            report("lets services set variables, which may collide with ours");
        }
    }

    private void volume(Volume volume) {
        if (volume.getSecret() == null) {
            return;
        }
        String secret = volume.getSecret().getSecretName();
        if (!EXTERNAL_SECRETS.contains(secret)) {
            report("mounts the secret " + secret + ", which nobody makes");
        }
        Integer mode = volume.getSecret().getDefaultMode();
        if (secret.equals("understudy-signing-key") && (mode == null || mode != KEY_MODE)) {
            report("mounts the signing key with a mode that the trainer refuses");
        }
    }

    private void container(Container container) {
        Map<String, String> environment = environment(container);
        CommandLines.problems(container.getArgs(), environment).forEach(this::report);
        mounts(container);
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .forEach(probe -> probe(probe, environment, container));
        var security = container.getSecurityContext();
        if (!Boolean.TRUE.equals(security.getReadOnlyRootFilesystem())
                || !Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())
                || !security.getCapabilities().getDrop().contains("ALL")) {
            report("may write its root file system or gain rights");
        }
        if (container.getResources().getLimits().get("memory") == null) {
            report("has no memory limit to size the heap by");
        }
        if (container.getImage().endsWith(":latest")) {
            report("runs an image without a version");
        }
    }

    private Map<String, String> environment(Container container) {
        Map<String, String> environment = new TreeMap<>();
        for (EnvFromSource source : container.getEnvFrom()) {
            String name = source.getConfigMapRef().getName();
            if (configMaps.containsKey(name)) {
                environment.putAll(configMaps.get(name));
            } else {
                report("takes its environment from the unknown config map " + name);
            }
        }
        return environment;
    }

    private void mounts(Container container) {
        Set<String> volumes = spec.getVolumes().stream().map(Volume::getName)
                .collect(Collectors.toCollection(HashSet::new));
        volumes.addAll(pods.claims());
        container.getVolumeMounts().stream().filter(mount -> !volumes.contains(mount.getName()))
                .forEach(mount -> report("mounts the unknown volume " + mount.getName()));
        container.getArgs().stream().filter(argument -> argument.contains("=/"))
                .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1)))
                .filter(path -> container.getVolumeMounts().stream().noneMatch(m -> path.startsWith(m.getMountPath())))
                .forEach(path -> report(path + " lies on no volume"));
        if (container.getVolumeMounts().stream().noneMatch(mount -> mount.getMountPath().equals("/tmp"))) {
            report("has no /tmp");
        }
    }

    /** Every probe asks a path that is served, at a port that is opened, which is the one the program binds. */
    private void probe(Probe probe, Map<String, String> environment, Container container) {
        if (probe == null || !HEALTH.contains(probe.getHttpGet().getPath())) {
            report("lacks a probe of " + HEALTH);
            return;
        }
        String port = probe.getHttpGet().getPort().getStrVal();
        if (container.getPorts().stream().noneMatch(p -> p.getName().equals(port)
                && p.getContainerPort().toString().equals(environment.get("UNDERSTUDY_METRICS_PORT")))) {
            report("is probed at a port where it does not listen: " + port);
        }
    }

    private void report(String problem) {
        problems.add(pods.workload() + ": " + problem);
    }
}
