package dev.understudy.cli.settings;

import picocli.CommandLine.Option;

/** Flags of the way of a frame. */
public final class PerceptionFlags implements SettingFlags {

    @Option(names = "--max-objects", paramLabel = "N",
            description = "objects of one scan that go on, the nearest first (default 128)")
    private Integer maxObjects;

    @Override
    public void over(SettingsTree tree) {
        tree.flag("--max-objects", "perception.line.proposals.gate.maxObjects", maxObjects);
    }
}
