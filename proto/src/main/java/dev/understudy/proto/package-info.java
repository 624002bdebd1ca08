/**
 * Names and conventions that all modules share beside the generated messages: topics, time stamps, and how much of a
 * record a dead letter holds. The messages themselves are generated from {@code src/main/protobuf} and {@code
 * src/main/avro}.
 */
package dev.understudy.proto;
