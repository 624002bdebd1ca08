package dev.understudy.cli.evaluate;

/** Text inside a page. */
final class HtmlText {

    private HtmlText() {
    }

    /** Fit for text and for attribute values in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
