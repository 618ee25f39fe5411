// Bytes of a slip on standard input, a plain PBM picture on standard output, read by npos and by nothing of ours.
const fs = require("fs");
const npos = require("npos");

npos.parser().parse(fs.readFileSync(0)).then((slip) => {
  const pictures = slip.entries.filter((entry) => entry.type === "raster").map((entry) => entry.data);
  if (pictures.length !== 1) throw new Error(`expected one raster picture, found ${pictures.length}`);
  const [{ width, height }] = pictures;
  const lines = [`P1\n${width} ${height}`];
  for (let y = 0; y < height; y++) {
    let line = "";
    for (let x = 0; x < width; x++) line += pictures[0].getPixel(x, y) === 0 ? "1" : "0";
    lines.push(line);
  }
  process.stdout.write(lines.join("\n") + "\n");
}).catch((error) => { process.stderr.write(`${error.message}\n`); process.exitCode = 1; });
