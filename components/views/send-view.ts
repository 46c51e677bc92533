import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import type { View, ViewScope } from "@/lib/views/view";

export type ViewOutcome = ApiOutcome<Data<View>>;

export interface ViewBody {
  name?: string;
  scope?: ViewScope;
  search?: string;
  columns?: string | null;
  is_default?: boolean;
}

const VIEWS = "/api/v1/views";

/** Saves a new view. The same key never saves two. Never throws. */
export function addView(body: ViewBody, key: string): Promise<ViewOutcome> {
  return askApi(VIEWS, { method: "POST", body, key });
}

/** Changes the given parts of a view. Never throws. */
export function changeView(id: string, body: ViewBody): Promise<ViewOutcome> {
  return askApi(`${VIEWS}/${encodeURIComponent(id)}`, { method: "PATCH", body });
}

/** Removes a view. Never throws. */
export function removeView(id: string): Promise<ApiOutcome<unknown>> {
  return askApi(`${VIEWS}/${encodeURIComponent(id)}`, { method: "DELETE" });
}
