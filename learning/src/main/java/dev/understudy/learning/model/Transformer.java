package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.understudy.learning.checkpoint.Tensor;
import java.util.Map;
import java.util.SplittableRandom;

/** Pre-norm transformer blocks over [rows, tokens, width], with a class token in front. */
final class Transformer {

    static final int GROWTH = 2; // of the layers after attention
    private static final double TOKEN_DEVIATION = 0.02;

    private final Architecture.Tokens shape;
    private final String prefix;

    Transformer(Architecture.Tokens shape, String prefix) {
        this.shape = shape;
        this.prefix = prefix;
    }

    void initialise(SplittableRandom random, Map<String, Tensor> into, int embedding) {
        int width = shape.width();
        double residual = 1 / Math.sqrt(2.0 * shape.blocks());
        into.put(prefix + "cls", Layers.gaussian(random, TOKEN_DEVIATION, 1, 1, width));
        into.put(prefix + "aux/mask", Layers.gaussian(random, TOKEN_DEVIATION, 1, 1, width));
        for (int i = 0; i < shape.blocks(); i++) {
            String block = prefix + "block" + i;
            Layers.initNorm(into, block + "/before", width);
            Layers.initLinear(random, into, block + "/qkv", width, 3 * width, 1);
            Layers.initLinear(random, into, block + "/out", width, width, residual);
            Layers.initNorm(into, block + "/between", width);
            Layers.initLinear(random, into, block + "/grow", width, GROWTH * width, 1);
            Layers.initLinear(random, into, block + "/shrink", GROWTH * width, width, residual);
        }
        Layers.initNorm(into, prefix + "after", width);
        Layers.initLinear(random, into, prefix + "project", 2 * width, embedding, 1);
        Layers.initLinear(random, into, prefix + "aux/align", width, embedding, 1);
    }

    /**
     * Runs tokens of one branch.
     *
     * @param content [rows, tokens, width], replaced by the mask token where masked
     * @param position added to every token, masked or not
     * @param extra a token [rows, 1, width] that is never masked, or null
     */
    TokenEncoder.View run(BoundWeights w, NDArray content, NDArray position, NDArray extra, TokenMask mask) {
        long rows = content.getShape().get(0);
        NDArray seen = content;
        if (mask != null) {
            // The native array of the batch comes first: what is computed belongs to its short-lived manager.
            NDArray hidden = mask.hidden(content.getManager());
            seen = content.mul(hidden.neg().add(hidden.onesLike())).add(hidden.mul(w.get(prefix + "aux/mask")));
        }
        NDArray cls = content.getManager().zeros(new Shape(rows, 1, shape.width())).add(w.get(prefix + "cls"));
        NDList all = new NDList(cls, seen.add(position));
        if (extra != null) {
            all.add(extra);
        }
        NDArray x = NDArrays.concat(all, 1);
        for (int i = 0; i < shape.blocks(); i++) {
            x = block(w, prefix + "block" + i, x);
        }
        x = Layers.norm(w, prefix + "after", x);
        NDArray global = x.get(new NDIndex().addAllDim().addIndices(0));
        NDArray tokens = x.get(new NDIndex().addAllDim().addSliceDim(1, 1 + content.getShape().get(1)));
        NDArray both = NDArrays.concat(new NDList(global, tokens.max(new int[] {1})), 1);
        return new TokenEncoder.View(Layers.unit(Layers.linear(w, prefix + "project", both)), global,
                mask == null ? null : mask.select(tokens));
    }

    private NDArray block(BoundWeights w, String name, NDArray x) {
        NDArray attended = x.add(Layers.linear(w, name + "/out", attention(w, name, x)));
        NDArray grown = Activation.gelu(
                Layers.linear(w, name + "/grow", Layers.norm(w, name + "/between", attended)));
        return attended.add(Layers.linear(w, name + "/shrink", grown));
    }

    private NDArray attention(BoundWeights w, String name, NDArray x) {
        long rows = x.getShape().get(0);
        long tokens = x.getShape().get(1);
        int heads = shape.heads();
        int depth = shape.width() / heads;
        NDArray qkv = Layers.linear(w, name + "/qkv", Layers.norm(w, name + "/before", x))
                .reshape(rows, tokens, 3, heads, depth).transpose(2, 0, 3, 1, 4)
                .reshape(3, rows * heads, tokens, depth);
        NDArray keys = qkv.get(1);
        NDArray scores = Scalars.times(qkv.get(0).matMul(keys.transpose(0, 2, 1)), (float) (1 / Math.sqrt(depth)));
        return scores.softmax(2).matMul(qkv.get(2)).reshape(rows, heads, tokens, depth).transpose(0, 2, 1, 3)
                .reshape(rows, tokens, shape.width());
    }
}
