// A plain consumer of classified objects: prints each event as one line of JSON.
//   node consume-events.cjs BOOTSTRAP_SERVERS REGISTRY_URL TOPIC COUNT
"use strict";
const { Kafka, logLevel } = require("kafkajs");
const { SchemaRegistry, SchemaType } = require("@kafkajs/confluent-schema-registry");
const avro = require("avsc");

// Stamps in nanoseconds are beyond what a JavaScript number holds exactly: read Avro's long as BigInt.
const long = avro.types.LongType.__with({
  fromBuffer: (bytes) => bytes.readBigInt64LE(),
  toBuffer: (value) => { const bytes = Buffer.alloc(8); bytes.writeBigInt64LE(value); return bytes; },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value) => typeof value === "bigint",
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
});

async function main([brokers, registryUrl, topic, count]) {
  const registry = new SchemaRegistry({ host: registryUrl }, { [SchemaType.AVRO]: { registry: { long } } });
  const kafka = new Kafka({ clientId: "plain-consumer", brokers: brokers.split(","), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `plain-consumer-${process.pid}` });
  let left = Number(count);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise((done, failed) => {
    // A broker that has just started refuses its first groups for a moment; the client then restarts by itself.
    consumer.on(consumer.events.CRASH, ({ payload }) => { if (!payload.restart) failed(payload.error); });
    consumer.run({
      eachMessage: async ({ message }) => {
        const event = await registry.decode(message.value);
        const text = (_, value) => (typeof value === "bigint" ? value.toString() : value);
        console.log(JSON.stringify({ key: message.key.toString(), event }, text));
        if (--left === 0) done();
      },
    }).catch(failed);
  });
  await consumer.disconnect();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`cannot read the events: ${error.message}`);
  process.exit(1);
});
