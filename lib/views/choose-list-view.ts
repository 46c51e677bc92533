import type { ParseOptions } from "@/lib/passes/query/pass-query";
import { type Dropped, openView } from "./open-view";
import type { View } from "./view";

/** A view as the list links to it: its query and columns as far as they still mean something. */
export type OpenableView = View & { dropped: Dropped[] };

/** What the address of a list says about views. */
export interface ListViews {
  saved: OpenableView[];
  /** The view in the address; null for none. */
  open_id: string | null;
  /** The view in the address was removed, or is somebody else's. */
  is_gone: boolean;
  /** The list without filters must say so in its address, because it would open with a view otherwise. */
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
  // Without any product there is nothing to compare with.
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

/** The view whose filters the address is still to be given: a named one without any, or the default of a bare list. Pure. */
export function viewToOpen(views: readonly View[], address: URLSearchParams): View | null {
  if (address.size === 0) return views.find((view) => view.is_default) ?? null;
  if (address.size > 1) return null;
  return views.find((view) => view.id === address.get("view")) ?? null;
}

/** The whole address of an opened view, as the parameters of `/passes`. Pure. */
export function viewAddress({ id, search, columns }: Pick<View, "id" | "search" | "columns">): string {
  const address = new URLSearchParams([["view", id], ...new URLSearchParams(search)]);
  if (columns !== null) address.set("columns", columns);
  return address.toString().replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
