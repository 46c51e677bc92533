import { startTestBed } from "./test-bed.mjs";

/** Playwright's global setup; whoever names the address of a desk in `E2E_ORIGIN` has started one already. */
export default async function setup() {
  if (process.env.E2E_ORIGIN) return undefined;
  const bed = await startTestBed("product");
  // Workers are started later and inherit it.
  Object.assign(process.env, bed.env);
  return bed.stop;
}
