import { existsSync, readFileSync } from "node:fs";
import { projectFiles, report } from "./lib/files.mjs";
import { inRoot } from "./lib/paths.mjs";
import { roomFindings } from "./lint/rooms.mjs";

const files = projectFiles().filter((file) => existsSync(inRoot(file)) && /\.tsx?$/.test(file));
report(
  roomFindings(Object.fromEntries(files.map((file) => [file, readFileSync(inRoot(file), "utf8")]))),
  "rooms",
);
