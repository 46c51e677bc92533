import { createHash } from "node:crypto";
import { pause } from "../lib/running-process.mjs";

/* What people do with the desk. Each takes a `Person` and the passes that are theirs to work on. */

const reason = (id) => ({ code: "other", note: `chaos ${id}` });

/** Corrects a pass as the desk does: with the version it saw. Sometimes undoes it. */
export async function correct(person, { ids }) {
  const pass_id = person.random.one(ids);
  const pass = await person.read(`/api/v1/passes/${pass_id}`);
  if (pass === null) return;
  const uses_count = (Number(pass.json.data.uses_count ?? 0) + person.random.whole(1, 9)) % 10;
  const done = await person.sendChange("correct", `/api/v1/passes/${pass_id}`, {
    method: "PATCH",
    value: (id) => ({ changes: { uses_count }, reason: reason(id) }),
    headers: { "if-match": pass.headers.etag },
    more: { pass_id },
  });
  if (done !== null && person.random.next() < 0.3) {
    const path = `/api/v1/corrections/${done.correction.id}/undo`;
    await person.sendChange("undo", path, { value: (id) => ({ reason: reason(id) }), more: { pass_id } });
  }
}

export async function note(person, { ids }) {
  const pass_id = person.random.one(ids);
  await person.sendChange("note", `/api/v1/passes/${pass_id}/notes`, { value: (id) => ({ text: `chaos ${id}` }), more: { pass_id } }); // prettier-ignore
}

/** Saves a view and removes it again. */
export async function view(person) {
  const search = `product_uuid=chaos-${person.random.whole(0, 999_999_999)}`;
  const saved = await person.sendChange("view", "/api/v1/views", {
    value: (id) => ({ name: `chaos ${id}`, search }),
  });
  if (saved !== null) await person.sendChange("view-removed", `/api/v1/views/${saved.data.id}`, { method: "DELETE", more: { view_id: String(saved.data.id) } }); // prettier-ignore
}

/** Plans a bulk correction, runs it, waits for its end, and undoes every second one. */
export async function bulk(person, { ids }) {
  const value = (id) => ({
    pass_ids: ids,
    changes: { uses_count: person.random.whole(0, 9) },
    reason: reason(id),
  });
  const planned = await person.sendChange("bulk", "/api/v1/bulk-corrections", { value });
  if (planned === null) return;
  const path = `/api/v1/bulk-corrections/${planned.id}`;
  const plan = await until(person, path, ({ state }) => state !== "planning");
  if (plan === null || plan.state !== "planned" || plan.counts.will_change === 0) return;
  const confirm_count = plan.counts.will_change;
  if ((await person.sendChange("bulk-run", `${path}/run`, { value: { confirm_count } })) === null) return;
  const ended = await until(person, path, ({ state }) => ["done", "failed", "cancelled"].includes(state));
  if (ended === null || ended.counts.changed === 0 || person.random.next() < 0.5) return;
  const undone = await person.sendChange("bulk-undo", `${path}/undo`, {
    value: (id) => ({ reason: reason(id) }),
  });
  if (undone !== null) await until(person, `/api/v1/bulk-corrections/${undone.id}`, ({ state }) => ["done", "failed"].includes(state)); // prettier-ignore
}

/** Asks for a background export, waits for it and downloads it; one that failed is resumed. */
export async function exportFile(person) {
  // The released version takes passes that come back from the archive into a whole list that was frozen before.
  const isWhole = !person.stage.has_released && person.random.next() < 0.5;
  const value = (id) => ({
    ...{ name: `chaos ${id}`, format: "csv", columns: "id,pass_uuid,product_uuid" },
    search: isWhole ? "sort=id" : "product_uuid=chaos-product&sort=id",
  });
  const asked = await person.sendChange("export", "/api/v1/exports", { value });
  if (asked === null) return;
  const path = `/api/v1/exports/${asked.data.id}`;
  for (;;) {
    const ended = await until(person, path, ({ data }) =>
      ["ready", "failed", "expired"].includes(data.state),
    );
    if (ended === null || ended.data.state === "expired" || person.stage.is_over) return;
    if (ended.data.state === "ready") return download(person, path, ended.data);
    await person.sendChange("export-resume", `${path}/resume`, {});
    await pause(1000);
  }
}

async function download(person, path, { sha256, id }) {
  const change = person.ledger.change("download", id);
  for (; change.state === "open" && change.attempts < 40; change.attempts += 1) {
    const answer = await person.ask(`${path}/file`);
    if (answer.status === 200) {
      const found = createHash("sha256").update(answer.bytes).digest("hex");
      if (found !== sha256)
        person.stage.problems.push(`the download of export ${id} is not the file that was written`);
      person.ledger.acknowledge(change);
    } else if (answer.status === 401) await person.signIn();
    else await pause(500);
  }
}

/** Archives some passes and brings them back. */
export async function archive(person, { ids }) {
  const pass_ids = person.random.shuffled(ids).slice(0, 20);
  for (const direction of ["archive", "restore"]) {
    const value = (id) => ({ direction, pass_ids, reason: `chaos ${id}` });
    const asked = await person.sendChange(direction, "/api/v1/archive-runs", { value });
    if (asked === null) return;
    await until(person, `/api/v1/archive-runs/${asked.data.id}`, ({ data }) => ["done", "failed", "cancelled"].includes(data.state)); // prettier-ignore
  }
}

const PAGES = ["/passes", "/passes?status=USABLE&sort=-expiration", "/jobs", "/exports", "/archive", "/audit", "/corrections", "/settings"]; // prettier-ignore
const LISTS = ["/api/v1/passes?limit=50", "/api/v1/passes?status=USING&limit=20", "/api/v1/passes/facets?facet=status", "/api/v1/jobs?upkeep=include", "/api/v1/audit?limit=20", "/api/v1/corrections", "/api/v1/exports", "/api/v1/archive-runs"]; // prettier-ignore

/** Looks at pages, lists and passes, of either web process. */
export async function look(person, { ids }) {
  person.at = person.random.whole(0, 1);
  const path = person.random.one([...PAGES, ...LISTS, `/passes/${person.random.one(ids)}`, `/api/v1/passes/${person.random.one(ids)}/timeline`]); // prettier-ignore
  const answer = await person.ask(path, { headers: path.startsWith("/api/") ? {} : { accept: "text/html" } });
  if (answer.status === 401) await person.signIn();
  else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
    person.stage.problems.push(`${path} answered ${answer.status}: ${answer.body.slice(0, 150)}`);
}

/* Asks until what is told meets `isIt`; null if it is gone. */
async function until(person, path, isIt) {
  for (;;) {
    const told = await person.read(path);
    if (told === null || isIt(told.json)) return told?.json ?? null;
    await pause(300);
  }
}
