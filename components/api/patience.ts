/** How long an answer is waited for. The server answers within 3 s, or says that it cannot. */
export const PATIENCE_MS = 12_000;

/** For exact counts and plans of the archive: the server gives them 30 s. */
export const COUNTING_PATIENCE_MS = 32_000;
