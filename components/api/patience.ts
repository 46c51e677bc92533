/** How long to wait for an answer. The server answers within 3 s, or says that it cannot. */
export const PATIENCE_MS = 12_000;

/** How long to wait for exact counts and plans of the archive, for which the server takes up to 30 s. */
export const COUNTING_PATIENCE_MS = 32_000;
