import { afterEach, expect, test, vi } from "vitest";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";

const file: string = "./portal.mjs";
const { demoPortal } = (await import(file)) as { demoPortal: () => string };

afterEach(() => vi.unstubAllEnvs());

test("a demo runs on every portal that can be made, and on no other", () => {
  vi.stubEnv("DATABASE_URL", "");
  for (const name of [...Object.keys(NAMED_PORTALS), "drawn", ""]) {
    vi.stubEnv("DEMO_PORTAL", name);
    expect(demoPortal()).toBe(name);
  }
  vi.stubEnv("DEMO_PORTAL", "nowhere");
  expect(demoPortal).toThrow(`must be the name of a portal: ${[...Object.keys(NAMED_PORTALS), "drawn"].join(", ")}.`); // prettier-ignore
});
