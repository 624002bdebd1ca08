package dev.understudy.learning.maths;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import dev.understudy.learning.train.FirstSteps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs this module's tests of numbers in a process of its own, and writes its {@link FirstSteps}. */
public final class PathRun {

    /** Tag of the tests whose outcome depends on how the native libraries compute. */
    static final String TAG = "numbers";

    private PathRun() {
    }

    /** Folder of the compiled tests, then the file for the first steps. Exit code 1 when a test fails or none ran. */
    public static void main(String[] args) throws IOException {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(Path.of(args[0])))).filters(TagFilter.includeTags(TAG)).build(),
                summary);
        summary.getSummary().printFailuresTo(new PrintWriter(System.out, true));
        long passed = summary.getSummary().getTestsSucceededCount();
        FirstSteps.write(FirstSteps.made(), Path.of(args[1]));
        System.out.println(passed + " tests passed on " + MathsPath.current());
        System.exit(passed > 0 && summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
    }
}
