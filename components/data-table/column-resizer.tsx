"use client";

import {
  type HTMLAttributes,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useRef,
  useState,
} from "react";
import { LEAST_WIDTH, MOST_WIDTH, setColumnWidth, useColumnWidths } from "./column-widths";

const STEP = 8;

/**
 * The right edge of a header. Drag it, or move it with the arrow keys in steps of 8 px; a double click restores the
 * default width.
 */
export function ColumnResizer({ id, label }: { id: string; label: string }) {
  const given = useColumnWidths()[id];
  const [measured, setMeasured] = useState(0);
  const drag = useRef<{ x: number; width: number } | null>(null);
  const measure = useCallback((handle: HTMLElement | null) => {
    if (handle) setMeasured(widthNow(handle));
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined && event.key !== "Backspace") return;
    event.preventDefault();
    setColumnWidth(id, by === undefined ? null : widthNow(event.currentTarget) + by);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: widthNow(event.currentTarget) };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (drag.current) setColumnWidth(id, drag.current.width + event.clientX - drag.current.x);
  };
  const stop = () => (drag.current = null);

  const separator: HTMLAttributes<HTMLElement> = {
    role: "separator",
    tabIndex: 0,
    "aria-orientation": "vertical",
    "aria-label": `Width of ${label}`,
    "aria-valuemin": LEAST_WIDTH,
    "aria-valuemax": MOST_WIDTH,
    "aria-valuenow": given ?? measured,
    "aria-valuetext": `${given ?? measured} pixels`,
    onFocus: (event) => measure(event.currentTarget),
    onKeyDown,
    onPointerDown,
    onPointerMove,
    onPointerUp: stop,
    onPointerCancel: stop,
    onDoubleClick: () => setColumnWidth(id, null),
  };
  return (
    <span
      ref={measure}
      {...separator}
      className="absolute inset-y-0 right-0 w-4 cursor-col-resize touch-none -outline-offset-2 after:absolute after:inset-y-2 after:right-0 after:w-px after:bg-line-strong hover:after:w-0.5 hover:after:bg-accent"
    />
  );
}

function widthNow(handle: HTMLElement): number {
  return handle.closest("th")?.offsetWidth ?? 0;
}
