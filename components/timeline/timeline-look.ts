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

export interface TimelineLook {
  /** Class names of the circle. */
  look: string;
  Icon: typeof Clock;
}

const PLAIN = "bg-surface text-ink-3 inset-ring inset-ring-line-strong";
const IDLE = "bg-idle-bg text-idle-fg";
const OK = "bg-ok-bg text-ok-fg";
const DRIFT: TimelineLook = { look: "bg-drift-bg text-drift-fg", Icon: EqualNot };
const PERSON = "bg-accent-soft text-accent-text";

const LOOKS: Readonly<Record<TimelineEntry["kind"], TimelineLook>> = {
  issued: { look: OK, Icon: ShoppingBag },
  paid: { look: OK, Icon: CircleDollarSign },
  first_used: { look: "bg-info-bg text-info-fg", Icon: Pointer },
  expired: { look: IDLE, Icon: Clock },
  expires: { look: PLAIN, Icon: Hourglass },
  refresh: { look: PLAIN, Icon: RefreshCw },
  synced: { look: PLAIN, Icon: RefreshCw },
  snapshot: { look: PLAIN, Icon: RefreshCw },
  drift_seen: DRIFT,
  drift_resolved: { look: OK, Icon: CircleCheck },
  corrected: { look: PERSON, Icon: Pencil },
  undone: { look: PERSON, Icon: Undo2 },
  pinned: { look: PERSON, Icon: Pin },
  unpinned: { look: PERSON, Icon: PinOff },
  pin_ended: { look: PLAIN, Icon: PinOff },
  note: { look: PERSON, Icon: MessageSquareText },
  revealed: { look: IDLE, Icon: Eye },
};

/** The circle in front of an entry. */
export function timelineLook(entry: TimelineEntry): TimelineLook {
  return entry.kind === "synced" && entry.drift !== null ? DRIFT : LOOKS[entry.kind];
}
