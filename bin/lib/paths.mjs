import path from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository: every command works from here, wherever it was called. */
export const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

export const inRoot = (...parts) => path.join(root, ...parts);

/** The folder of private data, absolute; `DATA_DIR` may be given relative to the repository. */
export const dataDirectory = () => path.resolve(root, process.env.DATA_DIR || ".data");
