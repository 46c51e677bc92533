"use client";

import dynamic from "next/dynamic";
import type { UndoDrawerProps } from "./undo-drawer";

const UndoDrawer = dynamic(() => import("./undo-drawer").then((drawer) => drawer.UndoDrawer), { ssr: false });

/** The undo drawer, loaded when it is first opened. */
export function LazyUndoDrawer(props: UndoDrawerProps) {
  return <UndoDrawer {...props} />;
}
