package dev.understudy.it.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a run of the tests skipped, and why, from the reports that Surefire and Failsafe wrote. The launcher runs this
 * file as it stands, so that it uses the JDK alone. A skip without a reason fails; so does a class whose tests did not
 * run, as the reports have no reason of one that was skipped before its first test.
 */
public final class SkippedTests {

    static final String NO_REASON = "no reason given";
    private static final int OK = 0;
    private static final int WITHOUT_REASON = 1;
    /** JUnit's words before the message of an assumption, and those where nobody gave one. */
    private static final Pattern BEFORE = Pattern.compile("^[\\w.$]*TestAbortedException(: |$)|Assumption failed: ");
    private static final Pattern BARE = Pattern.compile("|assumption is not (true|false)|.* is @Disabled");

    private SkippedTests() {
    }

    /**
     * A skipped test.
     *
     * @param test class and method; the class alone where none of its tests ran
     */
    record Skip(String test, String reason) {
    }

    /** {@code SkippedTests ROOT STARTED}: lists what reports under ROOT newer than the file STARTED have. */
    public static void main(String[] arguments) throws IOException, XMLStreamException {
        FileTime started = Files.getLastModifiedTime(Path.of(arguments[1]));
        List<Skip> skips = new ArrayList<>();
        for (Path report : reports(Path.of(arguments[0]), started)) {
            try (InputStream in = Files.newInputStream(report)) {
                skips.addAll(read(in));
            }
        }
        System.exit(print(skips, System.err));
    }

    private static List<Path> reports(Path root, FileTime started) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                for (String kind : List.of("surefire-reports", "failsafe-reports")) {
                    Path folder = module.resolve("target").resolve(kind);
                    if (Files.isDirectory(folder)) {
                        try (Stream<Path> files = Files.list(folder)) {
                            files.filter(file -> isReport(file, started)).sorted().forEach(found::add);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean isReport(Path file, FileTime started) {
        try {
            return file.getFileName().toString().matches("TEST-.*\\.xml")
                    && Files.getLastModifiedTime(file).compareTo(started) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    static List<Skip> read(InputStream report) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(report);
        List<Skip> skips = new ArrayList<>();
        String test = "";
        while (xml.hasNext()) {
            String element = xml.next() == XMLStreamReader.START_ELEMENT ? xml.getLocalName() : "";
            if (element.equals("testsuite") && "0".equals(xml.getAttributeValue(null, "tests"))) {
                skips.add(new Skip(name(xml.getAttributeValue(null, "name"), null), NO_REASON));
            } else if (element.equals("testcase")) {
                test = name(xml.getAttributeValue(null, "classname"), xml.getAttributeValue(null, "name"));
            } else if (element.equals("skipped")) {
                String message = xml.getAttributeValue(null, "message");
                skips.add(new Skip(test, reason(message == null ? xml.getElementText() : message)));
            }
        }
        return skips;
    }

    private static String name(String className, String method) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return method == null || method.isEmpty() ? simple : simple + "." + method;
    }

    private static String reason(String message) {
        String first = BEFORE.matcher(message.lines().findFirst().orElse("")).replaceAll("").strip();
        return BARE.matcher(first).matches() ? NO_REASON : first;
    }

    /** Prints a line per reason, the commonest first, and returns the exit code. */
    static int print(List<Skip> skips, PrintStream out) {
        if (skips.isEmpty()) {
            out.println("understudy: no test was skipped");
            return OK;
        }
        Map<String, List<Skip>> byReason = skips.stream()
                .collect(Collectors.groupingBy(Skip::reason, TreeMap::new, Collectors.toList()));
        out.printf(Locale.ROOT, "understudy: %d tests were skipped:%n", skips.size());
        byReason.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Skip>> e) -> -e.getValue().size()))
                .forEach(e -> out.printf(Locale.ROOT, "  %3d  %s (%s)%n", e.getValue().size(), e.getKey(),
                        names(e.getKey(), e.getValue())));
        return byReason.containsKey(NO_REASON) ? WITHOUT_REASON : OK;
    }

    /** The classes; each test where somebody has to give it a reason. */
    private static String names(String reason, List<Skip> skips) {
        return skips.stream().map(s -> reason.equals(NO_REASON) ? s.test() : s.test().replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining(", "));
    }
}
