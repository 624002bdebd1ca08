// A plain consumer of classified objects: prints each event as one line of JSON, until stopped or COUNT are printed.
//   npm ci
//   node consume-events.cjs BOOTSTRAP_SERVERS REGISTRY_URL [TOPIC [COUNT]]
"use strict";
const { Kafka, logLevel } = require("kafkajs");
const { SchemaRegistry, SchemaType } = require("@kafkajs/confluent-schema-registry");
const avro = require("avsc");

const USAGE = "usage: node consume-events.cjs BOOTSTRAP_SERVERS REGISTRY_URL [TOPIC [COUNT]]";
const EVENTS = "perception.object.event.v1";
// Where Apicurio's registry has the API that Confluent's has at its root.
const PATHS = ["", "/apis/ccompat/v7"];
const ANSWER_LIMIT_MS = 10_000;

// Stamps in nanoseconds are beyond what a JavaScript number holds exactly: read Avro's long as BigInt.
const long = avro.types.LongType.__with({
  fromBuffer: (bytes) => bytes.readBigInt64LE(),
  toBuffer: (value) => { const bytes = Buffer.alloc(8); bytes.writeBigInt64LE(value); return bytes; },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value) => typeof value === "bigint",
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
});

// The address under which the registry answers, or an error that says what each one gave.
async function registryAt(url) {
  const answers = [];
  for (const path of PATHS) {
    const host = url.replace(/\/+$/, "") + path;
    try {
      const answer = await fetch(`${host}/subjects`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
      if (answer.ok && Array.isArray(await answer.json())) return host;
      answers.push(`${host}: status ${answer.status}`);
    } catch (error) {
      answers.push(`${host}: ${error.cause?.message || error.message}`);
    }
  }
  throw new Error(`no Confluent-compatible schema registry (${answers.join("; ")})`);
}

async function main([brokers, registryUrl, topic = EVENTS, count]) {
  const host = await registryAt(registryUrl);
  const registry = new SchemaRegistry({ host }, { [SchemaType.AVRO]: { registry: { long } } });
  const kafka = new Kafka({ clientId: "plain-consumer", brokers: brokers.split(","), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `understudy-events-${process.pid}` });
  let left = count === undefined ? Infinity : Number(count);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise((done, failed) => {
    // A broker that has just started refuses its first groups for a moment; the client then restarts by itself.
    consumer.on(consumer.events.CRASH, ({ payload }) => { if (!payload.restart) failed(payload.error); });
    const print = async ({ message }) => {
      const event = await registry.decode(message.value);
      const text = (_, value) => (typeof value === "bigint" ? value.toString() : value);
      console.log(JSON.stringify({ key: message.key.toString(), event }, text));
      if (--left === 0) done();
    };
    // What is thrown here the client would try again for ever, without a word.
    consumer.run({ eachMessage: (record) => print(record).catch(failed) }).catch(failed);
  });
  await consumer.disconnect();
}

const args = process.argv.slice(2);
if (args.length < 2 || args.length > 4) {
  console.error(USAGE);
  process.exit(2);
}
main(args).catch((error) => {
  console.error(`cannot read the events: ${error.message}`);
  process.exit(1);
});
