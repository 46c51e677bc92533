import { expect, test } from "vitest";
import { looksPersonal } from "@/components/shell/looks-personal";

test.each([
  "denise@example.com",
  "Denise Okafor",
  "okafor",
  "O’Neil",
  "José",
  "(713) 555-0147",
  "+1 713 555 0147",
  "713-555-0147",
  "713.555.0147",
  "555‑0147",
  "7135550147",
  "17135550147",
  "My pass 4f2c91ab does not work",
])("personal, so never in an address: %s", (text) => expect(looksPersonal(text)).toBe(true));

test.each([
  "4f2c91ab",
  "f6a1d0c9-7c1e-4b52-9a0d-3e8b5a6f2c41",
  "9418207",
  "20481",
  "PD-100234",
  "0000000123456789",
  "",
])("an id may stand in an address: %s", (text) => expect(looksPersonal(text)).toBe(false));
