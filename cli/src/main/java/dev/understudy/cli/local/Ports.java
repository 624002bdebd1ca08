package dev.understudy.cli.local;

/**
 * Ports on 127.0.0.1; 0 for any that is free.
 *
 * @param broker   of the broker
 * @param registry of the schema registry
 */
public record Ports(int broker, int registry) {

    public static final Ports FREE = new Ports(0, 0);
}
