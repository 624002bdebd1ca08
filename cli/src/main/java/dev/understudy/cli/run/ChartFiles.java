package dev.understudy.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;

/** Charts of a run folder. */
public final class ChartFiles {

    private ChartFiles() {
    }

    /** Writes {@code <file>.png} and {@code <file>.svg}. */
    public static void write(XYChart chart, Path file) throws IOException {
        chart.getStyler().setLocale(Locale.ROOT);
        // A cache on disk would register a hook for the end of the process, which may have begun.
        ImageIO.setUseCache(false);
        BitmapEncoder.saveBitmap(chart, file + ".png", BitmapEncoder.BitmapFormat.PNG);
        VectorGraphicsEncoder.saveVectorGraphic(chart, file + ".svg",
                VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}
