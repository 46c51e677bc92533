import { invalidParameter } from "@/lib/errors";

/** Which sample is asked for, 0 without saying. Throws 400 for anything but one `sample` from 0 to 9999. Pure. */
export function parseSample(search: URLSearchParams): number {
  for (const name of search.keys()) {
    if (name !== "sample") {
      throw invalidParameter(name.slice(0, 64), `Unknown parameter ${name.slice(0, 64)}.`, "unknown");
    }
  }
  const [text = "0", ...more] = search.getAll("sample");
  if (more.length === 0 && /^\d{1,4}$/.test(text)) return Number(text);
  throw invalidParameter("sample", "sample must be one whole number from 0 to 9999.");
}
