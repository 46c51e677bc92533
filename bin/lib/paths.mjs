import path from "node:path";

/** Root of the repository: every command works from here, wherever it was called. */
export const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  "../..",
);

export const inRoot = (...parts) => path.join(root, ...parts);

/** The folder of private data, absolute; `DATA_DIR` may be given relative to the repository. */
export const dataDirectory = () => path.resolve(root, process.env.DATA_DIR || ".data");
