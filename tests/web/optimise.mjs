// Reads a JSON list of [file, file to write] and optimises each as SVGO does unasked.
import { readFileSync, writeFileSync } from "node:fs";
import { optimize } from "svgo";

for (const [from, to] of JSON.parse(readFileSync(0, "utf8"))) {
  writeFileSync(to, optimize(readFileSync(from, "utf8"), { path: from }).data);
}
