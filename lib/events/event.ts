/** What other processes and browsers are told: that something happened to which row. Ids and field names, never values. */
export type Event =
  | {
      event: "pass.correct";
      subject: { type: "pass"; id: string };
      data: { fields: readonly string[]; audit_id: string };
    }
  | {
      event: "pass.undo";
      subject: { type: "pass"; id: string };
      data: { fields: readonly string[]; audit_id: string };
    }
  | {
      event: "pass.pin" | "pass.unpin";
      subject: { type: "pass"; id: string };
      data: { fields: readonly string[] };
    }
  /** One a batch of at most 500: the passes it changed or moved. */
  | { event: "bulk.batch"; subject: { type: "bulk"; id: string }; data: { pass_ids: readonly string[] } }
  | {
      event: "archive.batch";
      subject: { type: "archive_run"; id: string };
      data: { pass_ids: readonly string[] };
    }
  | { event: "pass.restore"; subject: { type: "pass"; id: string }; data: null }
  /** Something moved on and is worth asking for again. */
  | { event: "bulk.state"; subject: { type: "bulk"; id: string }; data: { state: string } }
  | { event: "export.state"; subject: { type: "export"; id: string }; data: { state: string } }
  | { event: "archive.state"; subject: { type: "archive_run"; id: string }; data: { state: string } }
  | { event: "job.state"; subject: { type: "job"; id: string }; data: { state: string } }
  | { event: "schedule.change"; subject: { type: "schedule"; id: string }; data: null }
  | { event: "setting.change"; subject: { type: "setting"; id: string }; data: null }
  | {
      event: "note.add" | "note.edit";
      subject: { type: "pass" | "rider"; id: string };
      data: { note_id: string };
    }
  | { event: "view.save" | "view.change" | "view.remove"; subject: { type: "view"; id: string }; data: null }
  | { event: "fare_rule.change"; subject: { type: "fare_rule"; id: string }; data: null };
