// Writes one message of every Foxglove schema we use, encoded by protobufjs from Foxglove's own definitions.
//   node foxglove-fixtures.cjs FOLDER
// Every field is filled by a rule over its *name* (see fill below); the Java test fills our messages by the same rule.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const protobuf = require("protobufjs");
const { foxgloveMessageSchemas, foxgloveEnumSchemas, generateProto } = require("@foxglove/schemas/internal");

const ROOTS = ["PointCloud", "CompressedImage", "CameraCalibration", "FrameTransform", "FrameTransforms", "SceneUpdate"];
const REPEATS = 2;

function load() {
  const root = new protobuf.Root();
  for (const name of ["timestamp", "duration"]) {
    root.add(protobuf.Root.fromJSON(protobuf.common.get(`google/protobuf/${name}.proto`)).get("google"));
  }
  for (const schema of Object.values(foxgloveMessageSchemas)) {
    const enums = Object.values(foxgloveEnumSchemas).filter((e) => e.parentSchemaName === schema.name);
    protobuf.parse(generateProto(schema, enums), root, { keepCase: true });
  }
  root.resolveAll();
  return root;
}

/** Sum of the character codes of Message.field, plus the position in a repeated field. */
function number(key, position) {
  return [...key].reduce((sum, c) => sum + c.charCodeAt(0), 0) + position;
}

function scalar(field, key, position) {
  if (field.resolvedType instanceof protobuf.Enum) {
    const names = Object.keys(field.resolvedType.values).sort();
    return field.resolvedType.values[names[0]];
  }
  switch (field.type) {
    case "string": return `${key}#${position}`;
    case "bytes": return Buffer.from(`${key}#${position}`);
    case "bool": return true;
    case "double": return number(key, position) + 0.25;
    default: return number(key, position);
  }
}

function fill(type) {
  const message = {};
  for (const field of type.fieldsArray) {
    const key = `${type.name}.${field.name}`;
    const value = (position) => field.resolvedType instanceof protobuf.Type
      ? fill(field.resolvedType) : scalar(field, key, position);
    message[field.name] = field.repeated ? Array.from({ length: REPEATS }, (_, i) => value(i)) : value(0);
  }
  return message;
}

const folder = process.argv[2];
fs.mkdirSync(folder, { recursive: true });
const root = load();
for (const name of ROOTS) {
  const type = root.lookupType(`foxglove.${name}`);
  fs.writeFileSync(path.join(folder, `${name}.bin`), type.encode(type.create(fill(type))).finish());
}
console.log(`wrote ${ROOTS.length} messages to ${folder}`);
