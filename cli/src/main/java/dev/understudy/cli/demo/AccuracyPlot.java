package dev.understudy.cli.demo;

import dev.understudy.cli.run.ChartFiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The two prequential curves of a run, with the moments of the shift and of every adopted checkpoint. */
final class AccuracyPlot {

    private static final Color FROZEN = new Color(0x8A8D91);
    private static final Color ADAPTED = new Color(0x0B6E4F);
    private static final Color SHIFT = new Color(0xC44536);
    private static final Color SWAP = new Color(0xB9D8C2);

    private AccuracyPlot() {
    }

    /**
     * Writes {@code accuracy.png} and {@code accuracy.svg}.
     *
     * @param points windowed accuracies over stream time
     * @param shiftSeconds stream time of the first frame of another domain, or NaN
     * @param swapSeconds stream times of adopted checkpoints
     */
    static void write(Path folder, List<CurvePoint> points, double shiftSeconds, List<Double> swapSeconds)
            throws IOException {
        XYChart chart = new XYChartBuilder().width(960).height(480)
                .title("Accuracy on the stream, each object scored before it can be trained on")
                .xAxisTitle("stream time, s").yAxisTitle("accuracy (window)").build();
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setPlotGridLinesColor(new Color(0xE5E5E5))
                .setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.InsideSW);
        double[] x = points.stream().mapToDouble(CurvePoint::seconds).toArray();
        for (double swap : swapSeconds) {
            line(chart, "swap@" + swap, new double[] {swap, swap}, new double[] {0, 1}, SWAP, 1f)
                    .setShowInLegend(false);
        }
        if (!Double.isNaN(shiftSeconds)) {
            line(chart, "domain shift", new double[] {shiftSeconds, shiftSeconds}, new double[] {0, 1}, SHIFT, 1.5f);
        }
        if (x.length > 0) {
            line(chart, "frozen", x, points.stream().mapToDouble(CurvePoint::frozen).toArray(), FROZEN, 2f);
            line(chart, "adapting", x, points.stream().mapToDouble(CurvePoint::adapted).toArray(), ADAPTED, 2.5f);
        }
        ChartFiles.write(chart, folder.resolve("accuracy"));
    }

    private static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color, float width) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE).setLineColor(color)
                .setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return series;
    }
}
