import { startTestBed } from "./test-bed.mjs";

/** Playwright's global setup. If `E2E_ORIGIN` is set, it names a desk that is already running. */
export default async function setup() {
  if (process.env.E2E_ORIGIN) return undefined;
  const bed = await startTestBed("product");
  // Playwright's workers start later and inherit it.
  Object.assign(process.env, bed.env);
  return bed.stop;
}
