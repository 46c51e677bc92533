/** What other processes and browsers are told: that something happened to which row. Ids and field names, never values. */
export type Event =
  | {
      event: "pass.correct";
      subject: { type: "pass"; id: string };
      data: { fields: readonly string[]; audit_id: string };
    }
  | {
      event: "note.add" | "note.edit";
      subject: { type: "pass" | "rider"; id: string };
      data: { note_id: string };
    }
  | { event: "view.save" | "view.change" | "view.remove"; subject: { type: "view"; id: string }; data: null }
  | { event: "fare_rule.change"; subject: { type: "fare_rule"; id: string }; data: null };
