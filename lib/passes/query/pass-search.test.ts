import { describe, expect, it } from "vitest";
import { PERSONAL_KINDS, recognise } from "./pass-search";

describe("recognise", () => {
  it.each([
    ["7525-0000-0000-1001", "serial", "7525-0000-0000-1001"],
    ["7525 0000 0000 1001", "serial", "7525-0000-0000-1001"],
    ["7525000000001001", "serial", "7525-0000-0000-1001"],
    ["  20481 ", "number", "20481"],
    ["5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000", "provider_id", "5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000"],
    ["5b00c001", "provider_id", "5b00c001"],
    ["T0000842-194", "reference", "T0000842-194"],
    ["t0000842-194", "reference", "T0000842-194"],
    ["a1234567-194", "provider_id", "a1234567-194"],
    ["Rider.One@Example.com", "email", "rider.one@example.com"],
    ["(713) 555-0147", "phone", "7135550147"],
    ["+1 713.555.0147", "phone", "7135550147"],
    ["7135550147", "phone", "7135550147"],
    ["Denise  Okafor", "name", "Denise Okafor"],
    ["Nguyễn", "name", "Nguyễn"],
    ["facade", "name", "facade"],
  ])("takes %j for a %s", (text, kind, value) => {
    expect(recognise(text)).toMatchObject({ kind, value });
  }); // prettier-ignore

  it("keeps every kind that names a person out of addresses", () => {
    expect([...PERSONAL_KINDS].sort()).toEqual(["email", "name", "phone"]);
  });
});
