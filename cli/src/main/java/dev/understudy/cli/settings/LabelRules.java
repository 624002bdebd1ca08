package dev.understudy.cli.settings;

import dev.understudy.learning.label.LabelRule;
import java.util.Iterator;

/** Names of all labelling rules, for help and completion. */
public final class LabelRules implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return LabelRule.all().stream().map(LabelRule::name).iterator();
    }
}
