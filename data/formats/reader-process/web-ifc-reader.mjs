// Meshes products of an IFC file by web-ifc, where the user has installed it (npm), into the records of IfcExchange.h.
// Started by the program under its limits, for the products that IFC++ gave no shapes:
//   node web-ifc-reader.mjs PACKAGE OUTPUT INPUT, and their STEP ids on standard input, one a line.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [folder, output, input] = process.argv.slice(2);
if (!input) {
  console.error('usage: node web-ifc-reader.mjs PACKAGE OUTPUT INPUT');
  process.exit(2);
}
const Tag = { Loaded: 1, Begin: 2, Mesh: 3, End: 4 };
const Farthest = 1e8; // metres; also turns NaN away

const file = fs.openSync(output, 'w');
fs.writeSync(file, 'YJIFC001');
const record = (tag, ...parts) => {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(tag, 0);
  head.writeUInt32LE(parts.reduce((sum, part) => sum + part.length, 0), 4);
  for (const part of [head, ...parts])
    for (let at = 0; at < part.length;) at += fs.writeSync(file, part, at);
};
const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const bytesOf = (array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

const webIfc = createRequire(path.resolve(folder, 'package.json'))(path.resolve(folder, 'web-ifc-api-node.js'));
const api = new webIfc.IfcAPI();
await api.Init();
api.SetLogLevel(webIfc.LogLevel.LOG_LEVEL_OFF);
const model = api.OpenModel(fs.readFileSync(input), { COORDINATE_TO_ORIGIN: false });
if (model < 0) {
  console.error('web-ifc cannot open it');
  process.exit(4);
}
const products = fs.readFileSync(0, 'utf8').split('\n').map(Number).filter((id) => id > 0);
record(Tag.Loaded, number(products.length));

// web-ifc's y is up; ours is z.
const zUp = (m, x, y, z) => [
  m[0] * x + m[4] * y + m[8] * z + m[12],
  -(m[2] * x + m[6] * y + m[10] * z + m[14]),
  m[1] * x + m[5] * y + m[9] * z + m[13],
];

function meshOf(id) {
  const flat = api.GetFlatMesh(model, id);
  const points = [], indices = [], colours = [];
  for (let g = 0; g < flat.geometries.size(); ++g) {
    const placed = flat.geometries.get(g);
    const geometry = api.GetGeometry(model, placed.geometryExpressID);
    const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
    const corners = api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
    const first = points.length / 3;
    colours.push([indices.length, placed.color]);
    for (let v = 0; v + 5 < vertices.length; v += 6) {
      const p = zUp(placed.flatTransformation, vertices[v], vertices[v + 1], vertices[v + 2]);
      if (!p.every((c) => Math.abs(c) < Farthest)) return;
      points.push(...p);
    }
    for (const corner of corners) indices.push(first + corner);
    geometry.delete();
  }
  if (indices.length === 0) return;
  const origin = [0, 1, 2].map((i) => Math.round(points[i]));
  const head = Buffer.alloc(40);
  [id, colours.length, points.length / 3, indices.length].forEach((value, i) => head.writeUInt32LE(value, 4 * i));
  origin.forEach((value, i) => head.writeDoubleLE(value, 16 + 8 * i));
  const paints = Buffer.alloc(20 * colours.length);
  colours.forEach(([at, c], i) => {
    paints.writeUInt32LE(at, 20 * i);
    [c.x, c.y, c.z, c.w].forEach((channel, k) => paints.writeFloatLE(channel, 20 * i + 4 + 4 * k));
  });
  record(Tag.Mesh, head, paints, bytesOf(Float32Array.from(points, (c, i) => c - origin[i % 3])),
    bytesOf(Uint32Array.from(indices)));
}

for (const id of products) {
  record(Tag.Begin, number(id));
  try {
    meshOf(id);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error; // its memory cannot be trusted any more
  }
}
record(Tag.End);
process.exit(0);
