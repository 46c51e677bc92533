/** What other processes and browsers are told: that something happened to which row. Ids and field names, never values. */
export interface Event {
  event: "pass.correct";
  subject: { type: "pass"; id: string };
  data: { fields: readonly string[]; audit_id: string };
}
