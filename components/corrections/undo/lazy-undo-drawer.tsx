"use client";

import dynamic from "next/dynamic";
import type { UndoDrawerProps } from "./undo-drawer";

const UndoDrawer = dynamic(() => import("./undo-drawer").then((drawer) => drawer.UndoDrawer), { ssr: false });

/** The undoing of a correction, fetched when it is asked for. */
export function LazyUndoDrawer(props: UndoDrawerProps) {
  return <UndoDrawer {...props} />;
}
