import { PassTimelineReason } from "./timeline-reason";
import { Tag } from "@/components/ui/value/tag";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

type RevealEntry = Extract<TimelineEntry, { kind: "revealed" }>;

/** Who revealed which contact data of the rider, and why; never the value itself. */
export function PassTimelineReveal({ entry }: { entry: RevealEntry }) {
  const { actor, reason } = entry;
  return (
    <>
      <p>
        <b>{actor.name}</b> revealed the rider’s {fieldsText(entry.fields)}{" "}
        {reason ? <Tag>{reasonText(reason.code)}</Tag> : null}
      </p>
      {reason ? <PassTimelineReason note={reason.note} caseRef={reason.case_ref} /> : null}
    </>
  );
}

/** "email and phone". */
function fieldsText(fields: readonly string[]): string {
  return fields.length === 0
    ? "contact data"
    : fields.map((field) => field.replaceAll("_", " ")).join(" and ");
}

function reasonText(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
