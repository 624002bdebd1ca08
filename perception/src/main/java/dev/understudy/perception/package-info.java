/**
 * What the stages of perception share: the exception for a sensor frame that cannot be used. The stages are packages of
 * their own, and {@link dev.understudy.perception.line} joins them; none of them uses Kafka or a tensor engine.
 */
package dev.understudy.perception;
