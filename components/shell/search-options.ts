import { looksPersonal } from "@/components/shell/looks-personal";
import type { PassSearch } from "@/components/shell/use-pass-search";
import type { Pass } from "@/lib/passes/pass";

/** A line under the search box: a pass, or the way to the list where `pass` is null. */
export type SearchOption = { href: string; pass: Pass | null };

const SHOWN = 8;

/** The lines to choose from; the way to the list is among them only when the text may stand in an address. */
export function searchOptions(search: PassSearch): readonly SearchOption[] {
  if (search.state !== "found") return [];
  const { passes, recognised } = search.found;
  const options: SearchOption[] = passes.slice(0, SHOWN).map((pass) => ({ href: passHref(pass.id), pass }));
  const isPersonal = looksPersonal(search.text) || /mail|phone|name/.test(recognised?.kind ?? "");
  if (passes.length > 1 && !isPersonal)
    options.push({ href: `/passes?q=${encodeURIComponent(search.text)}`, pass: null });
  return options;
}

/** The page of a pass. */
export function passHref(id: string): string {
  return `/passes/${encodeURIComponent(id)}`;
}
