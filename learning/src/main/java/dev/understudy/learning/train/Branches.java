package dev.understudy.learning.train;

import dev.understudy.learning.model.CrossModalModel;

/** Which branches a trainer moves. */
public enum Branches {

    BOTH(CrossModalModel.POINT, CrossModalModel.IMAGE),
    POINT(CrossModalModel.POINT),
    IMAGE(CrossModalModel.IMAGE);

    private final String[] prefixes;

    Branches(String... prefixes) {
        this.prefixes = prefixes;
    }

    /** Prefixes of the tensors that move. */
    String[] prefixes() {
        return prefixes.clone();
    }
}
