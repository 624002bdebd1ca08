package dev.understudy.replay.render;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture of one frame: the camera's image with the objects' boxes above, the bird's-eye view below. Plain Java2D,
 * no display needed.
 */
public final class SceneImage {

    /** Width of the picture in pixels; camera images are scaled to it. */
    private static final int WIDTH = 1242;
    private static final int TITLE_HEIGHT = 24;

    private SceneImage() {
    }

    /** Draws the scene. */
    public static BufferedImage draw(Scene scene) {
        double scale = scene.image() == null ? 0 : WIDTH / (double) scene.image().width();
        int imageHeight = scene.image() == null ? 0 : (int) (scene.image().height() * scale);
        int birdsEyeHeight = BirdsEyeView.height(WIDTH);
        BufferedImage picture = new BufferedImage(WIDTH, TITLE_HEIGHT + imageHeight + birdsEyeHeight,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        try {
            Ink.prepare(g);
            g.setColor(Ink.PAPER);
            g.fillRect(0, 0, WIDTH, picture.getHeight());
            g.setColor(Ink.TEXT);
            g.drawString(scene.title() + "   (solid: objects found, dashed: labels)", 6, TITLE_HEIGHT - 7);
            if (scene.image() != null) {
                CameraView.draw(pane(g, TITLE_HEIGHT, imageHeight), scene, scale);
            }
            new BirdsEyeView(pane(g, TITLE_HEIGHT + imageHeight, birdsEyeHeight), WIDTH).draw(scene);
        } finally {
            g.dispose();
        }
        return picture;
    }

    /** Draws the scene into a PNG file; the folder is made when missing. */
    public static void write(Scene scene, Path png) {
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            ImageIO.write(draw(scene), "png", png.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(png + ": cannot be written", e);
        }
    }

    private static Graphics2D pane(Graphics2D g, int top, int height) {
        Graphics2D pane = (Graphics2D) g.create(0, top, WIDTH, height);
        Ink.prepare(pane);
        return pane;
    }
}
