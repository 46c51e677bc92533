import type { Step } from "./step";

/** A migration that does not go on. The message says what happened, what is safe and what to do. */
export class SchemaRefusal extends Error {
  override name = "SchemaRefusal";
}

/** The server refused a step for another reason than a lock: the error is the cause, and nothing of the step was kept. */
export class StepFailed extends Error {
  override name = "StepFailed";
  readonly table: string;
  readonly title: string;

  constructor({ table, title }: Step, cause: unknown) {
    super(`${table}: ${title} failed`, { cause });
    this.table = table;
    this.title = title;
  }
}
