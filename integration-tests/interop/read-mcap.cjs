// Reads an MCAP file with Foxglove's own reader and prints, as one line of JSON each, what the file says of itself and
// every message; Protobuf messages are decoded by the schemas in the file.
//   node read-mcap.cjs FILE.mcap
"use strict";
const fs = require("node:fs/promises");
const protobuf = require("protobufjs");
const descriptor = require("protobufjs/ext/descriptor");
const { McapIndexedReader, McapStreamReader } = require("@mcap/core");
const { FileHandleReadable } = require("@mcap/nodejs");
const { loadDecompressHandlers } = require("@mcap/support");

function print(value) {
  console.log(JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v)));
}

function decoderOf(schema) {
  const root = protobuf.Root.fromDescriptor(descriptor.FileDescriptorSet.decode(schema.data));
  root.resolveAll();
  return root.lookupType(schema.name);
}

function decode(types, schema, data) {
  if (schema?.encoding !== "protobuf") {
    return schema?.encoding === "jsonschema" ? JSON.parse(Buffer.from(data).toString()) : undefined;
  }
  if (!types.has(schema.id)) {
    types.set(schema.id, decoderOf(schema));
  }
  const type = types.get(schema.id);
  const message = type.toObject(type.decode(data), { longs: String, bytes: (b) => b.length });
  // Blobs are told by their length.
  return JSON.parse(JSON.stringify(message, (_, v) => (v instanceof Uint8Array ? v.length : v)));
}

// Reads the file from front to back, which checks every CRC, that of the data section included.
async function stream(file, decompressHandlers) {
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  reader.append(await fs.readFile(file));
  const counts = {};
  for (let record; (record = reader.nextRecord()); ) {
    counts[record.type] = (counts[record.type] ?? 0) + 1;
  }
  return { done: reader.done(), counts };
}

async function main(file) {
  const decompressHandlers = await loadDecompressHandlers();
  print({ stream: await stream(file, decompressHandlers) });
  const handle = await fs.open(file, "r");
  const reader = await McapIndexedReader.Initialize({ readable: new FileHandleReadable(handle), decompressHandlers });
  print({ statistics: { ...reader.statistics, channelMessageCounts: [...reader.statistics.channelMessageCounts] },
    chunks: reader.chunkIndexes.length, library: reader.header.library });
  const types = new Map();
  for await (const m of reader.readMessages()) {
    const channel = reader.channelsById.get(m.channelId);
    const schema = reader.schemasById.get(channel.schemaId);
    print({ topic: channel.topic, schema: schema?.name, logTime: m.logTime, size: m.data.length,
      message: decode(types, schema, m.data) });
  }
  await handle.close();
}

main(process.argv[2]).catch((e) => {
  console.error(e);
  process.exit(1);
});
