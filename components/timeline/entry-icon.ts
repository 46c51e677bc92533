import {
  CircleCheck,
  CircleDollarSign,
  Clock,
  EqualNot,
  Eye,
  Hourglass,
  MessageSquareText,
  Pencil,
  Pin,
  PinOff,
  Pointer,
  RefreshCw,
  ShoppingBag,
  Undo2,
} from "lucide-react";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

export interface EntryIcon {
  /** Class names of the circle. */
  color: string;
  Icon: typeof Clock;
}

const PLAIN = "bg-surface text-ink-3 inset-ring inset-ring-line-strong";
const IDLE = "bg-idle-bg text-idle-fg";
const OK = "bg-ok-bg text-ok-fg";
const DRIFT: EntryIcon = { color: "bg-drift-bg text-drift-fg", Icon: EqualNot };
const PERSON = "bg-accent-soft text-accent-text";

const ICONS: Readonly<Record<TimelineEntry["kind"], EntryIcon>> = {
  issued: { color: OK, Icon: ShoppingBag },
  paid: { color: OK, Icon: CircleDollarSign },
  first_used: { color: "bg-info-bg text-info-fg", Icon: Pointer },
  expired: { color: IDLE, Icon: Clock },
  expires: { color: PLAIN, Icon: Hourglass },
  refresh: { color: PLAIN, Icon: RefreshCw },
  synced: { color: PLAIN, Icon: RefreshCw },
  snapshot: { color: PLAIN, Icon: RefreshCw },
  drift_seen: DRIFT,
  drift_resolved: { color: OK, Icon: CircleCheck },
  corrected: { color: PERSON, Icon: Pencil },
  undone: { color: PERSON, Icon: Undo2 },
  pinned: { color: PERSON, Icon: Pin },
  unpinned: { color: PERSON, Icon: PinOff },
  pin_ended: { color: PLAIN, Icon: PinOff },
  note: { color: PERSON, Icon: MessageSquareText },
  revealed: { color: IDLE, Icon: Eye },
};

export function entryIcon(entry: TimelineEntry): EntryIcon {
  return entry.kind === "synced" && entry.drift !== null ? DRIFT : ICONS[entry.kind];
}
