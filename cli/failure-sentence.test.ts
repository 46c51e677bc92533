import { expect, test } from "vitest";
import { sentenceOf } from "./failure-sentence";
import { StepFailed } from "@/db/schema/steps/schema-refusal";
import { engineStep } from "@/db/schema/steps/table-steps";

const step = engineStep({
  name: "bytemark_pass",
  engine: "MyISAM",
  row_format: "Dynamic",
  is_versioned: false,
  comment: "",
  rows: 1,
  bytes: 1,
  text: { columns: new Map(), keys: new Map(), options: "" },
});

const refused = (errno: number, message: string) => Object.assign(new Error(message), { errno, sqlMessage: message }); // prettier-ignore

test.each([
  [1292, "such as a zero date"],
  [1067, "such as a zero date"],
  [1846, "no such way for this table"],
  [9999, "the database refused"],
])("a refused step says what happened (%d), names table and step, and quotes no value", (errno, words) => {
  const sentence = sentenceOf(new StepFailed(step, refused(errno, "Incorrect datetime value: 'rider@example.com'"))); // prettier-ignore
  expect(sentence).toContain('bytemark_pass, "move from MyISAM to InnoDB": ');
  expect(sentence).toContain(words);
  expect(sentence).toMatch(/Nothing of this step was kept .* call migrate again/);
  expect(sentence).not.toContain("rider@example.com");
});

test("a lost connection says that the step is done wholly or not at all", () => {
  const lost = Object.assign(new Error("gone"), { code: "PROTOCOL_CONNECTION_LOST" });
  expect(sentenceOf(new StepFailed(step, lost))).toContain("done wholly or not at all");
});
