import path from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository. Every command runs from here, wherever it was called. */
export const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

export const inRoot = (...parts) => path.join(root, ...parts);

/** The absolute folder of private data; `DATA_DIR` may be relative to the repository. */
export const dataDirectory = () => path.resolve(root, process.env.DATA_DIR || ".data");
