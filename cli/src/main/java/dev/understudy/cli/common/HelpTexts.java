package dev.understudy.cli.common;

import dev.understudy.replay.LogFormats;
import java.util.ListResourceBundle;

/** Lists that help texts take from the code, as {@code ${bundle:key}}. */
public final class HelpTexts extends ListResourceBundle {

    @Override
    protected Object[][] getContents() {
        return new Object[][] {{"log-formats", String.join(", ", LogFormats.names())}};
    }
}
