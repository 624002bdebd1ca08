/**
 * The trainer's loop without Kafka: the online trainer behind the gate and under the health watch, and the settings of
 * learning with their presets. What the trainer deploys and every measurement of it run this code.
 */
package dev.understudy.learning.loop;
