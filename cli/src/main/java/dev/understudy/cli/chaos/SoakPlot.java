package dev.understudy.cli.chaos;

import dev.understudy.cli.run.ChartFiles;
import dev.understudy.cli.run.RunFolder;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of a soak, one picture for each unit. */
final class SoakPlot {

    private SoakPlot() {
    }

    /** Writes {@code <name>.png} and {@code <name>.svg}. */
    static void write(RunFolder folder, String name, String unit, Map<String, List<double[]>> curves)
            throws IOException {
        XYChart chart = new XYChartBuilder().width(960).height(420).title(name).xAxisTitle("minutes").yAxisTitle(unit)
                .build();
        chart.getStyler().setYAxisMin(0.0).setPlotGridLinesColor(new Color(0xE5E5E5))
                .setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.OutsideE);
        curves.forEach((label, samples) -> {
            double[] x = samples.stream().filter(s -> !Double.isNaN(s[1])).mapToDouble(s -> s[0] / 60).toArray();
            double[] y = samples.stream().filter(s -> !Double.isNaN(s[1])).mapToDouble(s -> s[1]).toArray();
            if (x.length > 0) {
                chart.addSeries(label, x, y).setMarker(SeriesMarkers.NONE);
            }
        });
        if (!chart.getSeriesMap().isEmpty()) {
            ChartFiles.write(chart, folder.file(name));
        }
    }
}
