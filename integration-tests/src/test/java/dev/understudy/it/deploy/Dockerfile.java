package dev.understudy.it.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The stages of a Dockerfile and their instructions.
 *
 * @param stages instructions by the stage's name, in the file's order
 */
record Dockerfile(Map<String, List<Instruction>> stages) {

    /** @param arguments after the keyword and its {@code --flags} */
    record Instruction(String keyword, List<String> flags, String arguments) {
    }

    static Dockerfile parse(String text) {
        Map<String, List<Instruction>> stages = new LinkedHashMap<>();
        List<Instruction> stage = new ArrayList<>();
        for (String line : text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "").split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            Instruction instruction = instruction(line.strip());
            if (instruction.keyword().equals("FROM")) {
                String[] words = instruction.arguments().split("\\s+");
                stage = new ArrayList<>();
                stages.put(words[words.length - 1], stage);
            }
            stage.add(instruction);
        }
        return new Dockerfile(stages);
    }

    private static Instruction instruction(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        List<String> flags = new ArrayList<>();
        while (rest.startsWith("--")) {
            String[] parts = rest.split("\\s+", 2);
            flags.add(parts[0]);
            rest = parts.length > 1 ? parts[1] : "";
        }
        return new Instruction(words[0].toUpperCase(Locale.ROOT), flags, rest);
    }
}
