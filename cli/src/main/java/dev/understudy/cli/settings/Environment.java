package dev.understudy.cli.settings;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Environment variables that set settings: {@code UNDERSTUDY_} and the dotted name in capitals, words separated by
 * underscores, e.g. {@code UNDERSTUDY_PERCEPTION_PROPOSALS_MAX_OBJECTS}. The section {@value #SERVICES} is left out of
 * the name: {@code UNDERSTUDY_BOOTSTRAP_SERVERS}. A variable of one of the sections that names no setting is an error,
 * but for the links that Kubernetes makes.
 */
public final class Environment {

    private static final String PREFIX = "UNDERSTUDY_";
    private static final String SERVICES = "services";
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|\\.");
    /** What Kubernetes puts into every container for each service of the name space. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_(TCP|UDP|SCTP).*)?)");
    /** Value of one of them whose name is also a setting's, such as a service named {@code understudy-metrics}. */
    private static final Pattern LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private Environment() {
    }

    /** Overrides settings by those variables that are set to more than blanks. */
    static void over(SettingsTree tree, Map<String, String> environment) {
        Map<String, String> settings = variables(tree);
        String sections = tree.names().sections().stream().filter(s -> !s.contains(".") && !s.equals(SERVICES))
                .map(Environment::variable).collect(Collectors.joining("|"));
        Pattern ours = Pattern.compile("(" + sections + ")_.*");
        new TreeMap<>(environment).forEach((variable, value) -> {
            String name = settings.get(variable);
            if (name == null) {
                requireForeign(variable, ours, tree);
            } else if (!value.isBlank() && !LINK_VALUE.matcher(value).matches()) {
                tree.text(name, value, "environment " + variable);
            }
        });
    }

    /** Every variable that sets something, with the setting's dotted name. */
    public static Map<String, String> variables(SettingsTree tree) {
        Map<String, String> settings = new LinkedHashMap<>();
        tree.names().settings().forEach(name -> settings.put(variable(name), name));
        return settings;
    }

    /** The variable of a setting. */
    static String variable(String setting) {
        String name = setting.startsWith(SERVICES + ".") ? setting.substring(SERVICES.length() + 1) : setting;
        return PREFIX + WORD.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private static void requireForeign(String variable, Pattern ours, SettingsTree tree) {
        if (ours.matcher(variable).matches() && !SERVICE_LINK.matcher(variable).matches()) {
            String nearest = tree.names().settings().stream().map(Environment::variable)
                    .max(Comparator.comparingDouble(known -> SIMILARITY.apply(known, variable))).orElseThrow();
            throw new UserError(ExitCode.USAGE, "environment: unknown variable " + variable + "; did you mean "
                    + nearest + "?");
        }
    }
}
