package dev.understudy.replay.simulator.camera;

import dev.understudy.replay.simulator.shapes.Range;

/**
 * Light and weather. Colours are linear.
 *
 * @param sun strength of direct light
 * @param sunElevation height of the sun, degrees
 * @param ambient strength of light from all sides
 * @param exposure gain of the camera; drawn per drive, drifting within the range
 * @param warmth red over blue gain of the light: 1 = white
 * @param haze extinction per metre: fog, rain
 * @param hazeLevel brightness of the haze and of the horizon
 * @param headlights strength of the robot's own lamps
 * @param windows brightness of lamps behind windows, where they are lit
 * @param streaks share of columns with a streak of rain
 * @param saturation of the picture: 0 = grey
 */
public record LightParameters(double sun, double sunElevation, double ambient, Range exposure, double warmth,
        double haze, double hazeLevel, double headlights, double windows, double streaks, double saturation) {

    /** The same light with lamps behind windows. */
    public LightParameters withWindows(double brightness) {
        return new LightParameters(sun, sunElevation, ambient, exposure, warmth, haze, hazeLevel, headlights,
                brightness, streaks, saturation);
    }

    /** Light without lamps behind windows. */
    public LightParameters(double sun, double sunElevation, double ambient, Range exposure, double warmth, double haze,
            double hazeLevel, double headlights, double streaks, double saturation) {
        this(sun, sunElevation, ambient, exposure, warmth, haze, hazeLevel, headlights, 0, streaks, saturation);
    }
}
