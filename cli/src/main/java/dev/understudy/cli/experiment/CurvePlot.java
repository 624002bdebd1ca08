package dev.understudy.cli.experiment;

import dev.understudy.cli.run.ChartFiles;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.experiment.ArmReport;
import dev.understudy.learning.experiment.CaseReport;
import dev.understudy.learning.experiment.CaseSummary;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The prequential curves of a case: how good what was served was, window by window. */
final class CurvePlot {

    private static final Map<String, Color> COLORS = new LinkedHashMap<>();

    static {
        COLORS.put(Arm.FROZEN, new Color(0x8A8D91));
        COLORS.put(Arm.POINT_ONLY, new Color(0x4C78A8));
        COLORS.put(Arm.IMAGE_ONLY, new Color(0xB279A2));
        COLORS.put(Arm.UNGUARDED, new Color(0xC44536));
        COLORS.put(Arm.JOINT, new Color(0x0B6E4F));
        COLORS.put(Arm.ORACLE, new Color(0xE0A030));
    }

    private CurvePlot() {
    }

    /** Writes {@code curves-<case>.svg} and {@code .png} of every case that is longer than a window. */
    static void write(RunFolder folder, ExperimentReport report) throws IOException {
        for (CaseReport c : report.cases()) {
            XYChart chart = chart(c);
            if (!chart.getSeriesMap().isEmpty()) {
                ChartFiles.write(chart, folder.file("curves-" + c.label()));
            }
        }
    }

    private static XYChart chart(CaseReport c) {
        XYChart chart = new XYChartBuilder().width(960).height(480)
                .title(c.label() + ": each object scored before it can be trained on")
                .xAxisTitle("objects").yAxisTitle("macro accuracy of " + CaseSummary.WINDOW + " objects").build();
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setPlotGridLinesColor(new Color(0xE5E5E5))
                .setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.InsideSW);
        COLORS.forEach((name, color) -> {
            ArmReport arm = c.arm(name);
            if (arm != null && !arm.macroAccuracyCurve().isEmpty()) {
                double[] x = IntStream.range(0, arm.macroAccuracyCurve().size())
                        .mapToDouble(i -> CaseSummary.WINDOW + i * CaseSummary.STRIDE).toArray();
                double[] y = arm.macroAccuracyCurve().stream().mapToDouble(v -> v).toArray();
                XYSeries series = chart.addSeries(name, x, y);
                series.setMarker(SeriesMarkers.NONE).setLineColor(color)
                        .setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            }
        });
        return chart;
    }
}
