/**
 * External image teachers: networks in ONNX files, trained elsewhere, whose class scores go into the image branch's
 * distribution before the labelling decision. The teacher that a student is trained with, a mean of its own weights, is
 * not here but in {@link dev.understudy.learning.train}.
 */
package dev.understudy.learning.teacher;
