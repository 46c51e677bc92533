import type { AuditQuery } from "@/lib/audit/audit-query";

/** One meaning of the typed text, as a filter. */
export interface AuditFind {
  key: string;
  label: string;
  change: Partial<AuditQuery>;
}

const MOST_PEOPLE = 5;

/** What `typed` may mean: a pass or rider by number, a case, people by name. Pure. */
export function findsOf(typed: string, people: Readonly<Record<string, string>>): AuditFind[] {
  const text = typed.trim();
  if (text === "") return [];
  const finds: AuditFind[] = [];
  if (/^[1-9]\d{0,8}$/.test(text)) {
    finds.push(
      { key: "pass", label: `Pass ${text}`, change: { subject_type: "pass", subject_id: text } },
      { key: "rider", label: `Rider ${text}`, change: { subject_type: "rider", subject_id: text } },
    );
  }
  const wanted = text.toLowerCase();
  const named = Object.entries(people).filter(([, name]) => name.toLowerCase().includes(wanted));
  for (const [id, name] of named.slice(0, MOST_PEOPLE)) {
    finds.push({ key: `person ${id}`, label: `By ${name}`, change: { actor_id: id } });
  }
  // Names, addresses and phone numbers are not cases and must never get into the address of the page.
  if (/^(?!\d{10})[\w./#-]*\d[\w./#-]*$/.test(text)) {
    finds.push({ key: "case", label: `Case ${text}`, change: { case_ref: text } });
  }
  return finds;
}
