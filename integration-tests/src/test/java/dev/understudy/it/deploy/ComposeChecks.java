package dev.understudy.it.deploy;

import dev.understudy.it.deploy.Compose.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the compose schema cannot know: that every name leads somewhere and every command line is one of ours. */
final class ComposeChecks {

    private static final String HEALTHY = "service_healthy";
    private static final String COMPLETED = "service_completed_successfully";

    private final Compose compose;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    private ComposeChecks(Compose compose, Path folder) {
        this.compose = compose;
        this.folder = folder;
    }

    /** @param folder where the compose file lies: its paths are relative to it */
    static List<String> problems(Compose compose, Path folder) {
        ComposeChecks checks = new ComposeChecks(compose, folder);
        compose.services().values().forEach(checks::service);
        checks.unusedVolumes();
        checks.oneBuildPerImage();
        return checks.problems;
    }

    private void service(Service service) {
        service.dependsOn().forEach((other, condition) -> dependency(service, other, condition));
        service.mounts().keySet().stream().filter(name -> !compose.volumes().contains(name))
                .forEach(name -> report(service, "mounts the undeclared volume " + name));
        if (service.ours()) {
            ours(service);
        }
    }

    private void ours(Service service) {
        Path context = folder.resolve(service.build().get("context"));
        Path file = context.resolve(service.build().get("dockerfile")).normalize();
        if (!file.toFile().isFile()) {
            report(service, "is built from " + file + ", which does not exist");
        } else if (!Dockerfile.parse(Checkout.read(file)).stages().containsKey(service.build().get("target"))) {
            report(service, "is built from the unknown target " + service.build().get("target"));
        }
        CommandLines.problems(service.command(), service.environment()).forEach(why -> report(service, why));
        addresses(service);
        pathsAreMounted(service);
        if (service.raw().containsKey("user")) {
            report(service, "overrides the image's user");
        }
        if (Compose.strings(service.raw().get("tmpfs")).stream().noneMatch(t -> t.startsWith("/tmp:exec"))) {
            report(service, "has no executable /tmp, where RocksDB unpacks");
        }
    }

    private void dependency(Service service, String other, String condition) {
        Service found = compose.services().get(other);
        if (found == null) {
            report(service, "depends on the unknown service " + other);
        } else if (HEALTHY.equals(condition) && !found.raw().containsKey("healthcheck")) {
            report(service, "waits for the health of " + other + ", which has no health check");
        } else if (COMPLETED.equals(condition) && found.raw().containsKey("restart")) {
            report(service, "waits for the end of " + other + ", which is restarted");
        }
    }

    /** The broker's and the registry's addresses name services that listen there. */
    private void addresses(Service service) {
        String bootstrap = service.environment().get("UNDERSTUDY_BOOTSTRAP_SERVERS");
        if (bootstrap != null && compose.services().values().stream().noneMatch(s -> advertises(s, bootstrap))) {
            report(service, "nobody advertises the broker address " + bootstrap);
        }
        String registry = service.environment().get("UNDERSTUDY_REGISTRY");
        if (registry != null && !compose.services().containsKey(URI.create(registry).getHost())) {
            report(service, "no service is called as the registry in " + registry);
        }
    }

    private static boolean advertises(Service service, String address) {
        String listeners = service.environment().getOrDefault("KAFKA_ADVERTISED_LISTENERS", "");
        return address.startsWith(service.name() + ":")
                && Arrays.stream(listeners.split(",")).anyMatch(listener -> listener.endsWith("//" + address));
    }

    /** A file named on the command line lies on a volume; the root file system is read-only. */
    private void pathsAreMounted(Service service) {
        service.command().stream().filter(argument -> argument.startsWith("/"))
                .filter(path -> service.mounts().values().stream().noneMatch(mount -> Path.of(path).startsWith(mount)))
                .forEach(path -> report(service, path + " lies on no volume"));
    }

    private void unusedVolumes() {
        Set<String> used = new HashSet<>();
        compose.services().values().forEach(service -> used.addAll(service.mounts().keySet()));
        compose.volumes().stream().filter(name -> !used.contains(name))
                .forEach(name -> problems.add("the volume " + name + " is mounted by nobody"));
    }

    private void oneBuildPerImage() {
        Map<String, String> targets = new HashMap<>();
        compose.services().values().stream().filter(Service::ours).forEach(service -> {
            String target = service.build().get("target");
            String known = targets.putIfAbsent(service.image(), target);
            if (known != null && !known.equals(target)) {
                report(service, "builds " + service.image() + " from another target than " + known);
            }
        });
    }

    private void report(Service service, String problem) {
        problems.add(service.name() + ": " + problem);
    }
}
