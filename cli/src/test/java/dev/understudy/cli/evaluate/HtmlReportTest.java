package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {

    private static final Taxonomy ROAD = Taxonomy.shipped("road-v1");

    private final Examples examples = new Examples(2, 1);

    @Test
    void shouldShowTheSurestMistakeFirst() {
        String page = HtmlReport.of(report("drive", List.of(seen("a", "car", "van", 0.6), seen("b", "car", "bus", 0.9),
                seen("c", "car", "pole", 0.3), seen("d", "car", "car", 0.8))), examples);

        assertThat(page.indexOf(">bus</span> 0.90")).isPositive().isLessThan(page.indexOf(">van</span> 0.60"));
        assertThat(page).doesNotContain(">pole</span>").contains("right\">car</span> 0.80")
                .contains("data:image/png;base64,");
    }

    @Test
    void shouldNeedNothingBesideItAndFollowTheReadersScheme() {
        assertThat(HtmlReport.of(report("drive", List.of(seen("a", "car", "van", 0.6))), examples))
                .contains("prefers-color-scheme: dark").doesNotContain("http://", "https://", "<script", "<link");
    }

    @Test
    void shouldWritePlotsThatAreWellFormed() throws Exception {
        String page = HtmlReport.of(report("drive", List.of(seen("a", "car", "van", 0.6), seen("b", "van", "van", 1))),
                examples);
        int plots = 0;
        for (int at = page.indexOf("<svg"); at >= 0; at = page.indexOf("<svg", at + 1)) {
            String svg = page.substring(at, page.indexOf("</svg>", at) + "</svg>".length());
            Document parsed = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg).doesNotContain("NaN", "Infinity");
            plots++;
        }

        assertThat(plots).isEqualTo(5 + 2);
    }

    @Test
    void shouldEscapeWhatTheLogIsCalled() {
        assertThat(HtmlReport.of(report("<b>&", List.of()), examples)).contains("<h1>&lt;b&gt;&amp;</h1>")
                .contains("nothing to score");
    }

    @Test
    void shouldNameWhatTheClassesWereComputedWith() {
        assertThat(HtmlReport.of(report("drive", List.of()), examples)).contains("a chip; oneDNN AVX2;",
                "12 native operations compared with plain sums");
    }

    @Test
    void shouldGiveNoRecallToAClassThatTheLabelsDoNotHave() {
        String page = HtmlReport.of(report("drive", List.of(seen("a", "car", "van", 0.6))), examples);

        assertThat(page).contains("<tr><td>van</td><td>0.000</td><td>–</td><td>–</td><td>0</td></tr>")
                .contains("<tr><td>car</td><td>0.000</td><td>0.000</td><td>0.000</td><td>1</td></tr>");
    }

    private EvaluationReport report(String log, List<ScoredObject> objects) {
        ModelReport model = new ModelReport("new.uckpt", "student", 3, "00", objects.size(), "11", Map.of(),
                ScoreCard.of(ROAD, objects, 0));
        return new EvaluationReport(log, "offline", ROAD.version(), 1, 1, Map.of("paired", 1L), Map.of(),
                Map.of(), List.of(model), null, Map.of(),
                new MathsReport("a chip", "AVX2", "default", "default", "1", 12));
    }

    private ScoredObject seen(String track, String truth, String said, double score) {
        ScoredObject object = new ScoredObject(5, track, 12, 50, truth, List.of(new ScoredObject.Said(said, score)));
        ImageCrop crop = ImageCrop.newBuilder().setWidth(2).setHeight(1).setRgb(ByteString.copyFrom(new byte[6]))
                .build();
        examples.consider(new Examples.Example(object, ClusterSet.getDefaultInstance(),
                Cluster.newBuilder().setCrop(crop).build(), new OrientedBox(0, 0, 0, 4, 2, 1.5, 0.1)));
        return object;
    }
}
