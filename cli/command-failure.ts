/** A command that failed: one sentence for the person at the terminal, exit code 1. */
export class CommandFailure extends Error {
  override name = "CommandFailure";
}
