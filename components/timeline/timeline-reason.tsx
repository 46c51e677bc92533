export function PassTimelineReason({ note, caseRef }: { note: string; caseRef: string | null }) {
  return (
    <p dir="auto" className="mt-0.5 text-12 break-words text-ink-3">
      {note}
      {caseRef ? <span className="mono"> {caseRef}</span> : null}
    </p>
  );
}
