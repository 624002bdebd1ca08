package dev.understudy.it.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.source.SkippedTests.Skip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class SkippedTestsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shouldReadTestsAndReasonsFromAReport() throws XMLStreamException {
        assertThat(read("""
                <testcase name="shouldRun" classname="a.b.FooTest" time="0.1"/>
                <testcase name="shouldRead" classname="a.b.FooTest"><skipped type="x"><![CDATA[\
                org.opentest4j.TestAbortedException: no data
                    at a.b.FooTest.shouldRead(FooTest.java:7)]]></skipped></testcase>
                <testcase name="shouldSee" classname="a.b.FooTest"><skipped><![CDATA[\
                org.opentest4j.TestAbortedException: Assumption failed: no eyes]]></skipped></testcase>
                <testcase name="shouldWait" classname="a.b.FooTest"><skipped message="slow"/></testcase>
                """)).containsExactly(new Skip("FooTest.shouldRead", "no data"),
                new Skip("FooTest.shouldSee", "no eyes"), new Skip("FooTest.shouldWait", "slow"));
    }

    @Test
    void shouldNoticeAClassOfWhichNothingRan() throws XMLStreamException {
        assertThat(SkippedTests.read(new ByteArrayInputStream(
                "<testsuite name=\"a.b.FooIT\" tests=\"0\" skipped=\"0\"/>".getBytes(UTF_8))))
                .containsExactly(new Skip("FooIT", SkippedTests.NO_REASON));
    }

    @Test
    void shouldCountByReasonTheCommonestFirst() {
        int exit = print(new Skip("FooTest.a", "no data"), new Skip("BarIT", "no Node.js"),
                new Skip("BazTest.b", "no data"), new Skip("FooTest.c", "no data"));

        assertThat(exit).isZero();
        assertThat(out.toString(UTF_8).lines()).containsExactly("understudy: 4 tests were skipped:",
                "    3  no data (BazTest, FooTest)", "    1  no Node.js (BarIT)");
    }

    @Test
    void shouldSayThatNothingWasSkipped() {
        assertThat(print()).isZero();
        assertThat(out.toString(UTF_8).lines()).containsExactly("understudy: no test was skipped");
    }

    @Test
    void shouldFailForASkipWithoutAReason() throws XMLStreamException {
        List<Skip> bare = read("""
                <testcase name="a" classname="FooTest"><skipped/></testcase>
                <testcase name="b" classname="FooTest"><skipped>org.opentest4j.TestAbortedException: \
                Assumption failed: assumption is not true</skipped></testcase>
                <testcase name="c" classname="FooTest"><skipped message="void a.b.FooTest.c() is @Disabled"/></testcase>
                """);

        assertThat(print(bare.toArray(Skip[]::new))).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("3  no reason given (FooTest.a, FooTest.b, FooTest.c)");
    }

    private int print(Skip... skips) {
        return SkippedTests.print(List.of(skips), new PrintStream(out, true, UTF_8));
    }

    private static List<Skip> read(String cases) throws XMLStreamException {
        return SkippedTests.read(new ByteArrayInputStream(
                ("<testsuite name=\"s\" tests=\"9\">" + cases + "</testsuite>").getBytes(UTF_8)));
    }
}
