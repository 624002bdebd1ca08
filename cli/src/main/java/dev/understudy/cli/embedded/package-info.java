/**
 * A Kafka broker in this process and a schema registry as its child, on 127.0.0.1 only. Nothing else in the program
 * uses Kafka's server.
 */
package dev.understudy.cli.embedded;
