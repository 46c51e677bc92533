import type { ParseOptions } from "@/lib/passes/query/pass-query";
import { type Dropped, openView } from "./open-view";
import type { View } from "./view";

/** A view as the list links to it: only the parts of its query and columns that are still valid. */
export type OpenableView = View & { dropped: Dropped[] };

/** What the address of a list says about views. */
export interface ListViews {
  saved: OpenableView[];
  /** The id of the view in the address; null if there is none. */
  open_id: string | null;
  /** The view in the address was removed or is another person's. */
  is_gone: boolean;
  /** The reader has a default view, so the address of the unfiltered list must say that it is unfiltered. */
  has_default: boolean;
}

interface ChooseOptions extends Omit<ParseOptions, "personal"> {
  products: readonly { product_uuid: string }[];
}

/** Every view ready to be opened, and the one that the address names. Pure. */
export function chooseListView(
  views: readonly View[],
  address: URLSearchParams,
  options: ChooseOptions,
): ListViews {
  const named = address.get("view");
  // With no products known, there is nothing to compare with.
  const products = options.products.length > 0 ? options.products : null;
  const saved = views.map((view) => {
    const { search, columns, dropped } = openView(view, { ...options, products });
    return { ...view, search, columns, dropped };
  });
  const open = saved.find((view) => view.id === named);
  return {
    saved,
    open_id: open?.id ?? null,
    is_gone: named !== null && named !== "all" && !open,
    has_default: views.some((view) => view.is_default),
  };
}

/**
 * The view whose filters the address still lacks: one named without filters, or the default view of a bare list. Pure.
 */
export function viewToOpen(views: readonly View[], address: URLSearchParams): View | null {
  if (address.size === 0) return views.find((view) => view.is_default) ?? null;
  if (address.size > 1) return null;
  return views.find((view) => view.id === address.get("view")) ?? null;
}

/** The full address of an opened view, as the parameters of `/passes`. Pure. */
export function viewAddress({ id, search, columns }: Pick<View, "id" | "search" | "columns">): string {
  const address = new URLSearchParams([["view", id], ...new URLSearchParams(search)]);
  if (columns !== null) address.set("columns", columns);
  return address.toString().replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
