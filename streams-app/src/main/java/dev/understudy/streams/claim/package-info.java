/**
 * The claim-check store, where frames lie that are too large for Kafka: names of stored frames, folder and S3 stores,
 * and the producer's and the stream's side.
 */
package dev.understudy.streams.claim;
