import { pause } from "../lib/running-process.mjs";
import * as acts from "./acts.mjs";
import { addAdmins, addPasses } from "./own-rows.mjs";
import { Person } from "./person.mjs";
import { randomFrom } from "./random.mjs";

/* Who works, at what, on how many passes of their own, and how long they pause: milliseconds, least and most. */
const FINISH_MS = 120_000;

const ROLES = [
  { does: ["correct", "note"], passes: 30, pause_ms: [20, 120] },
  { does: ["correct", "view"], passes: 30, pause_ms: [20, 120] },
  { does: ["bulk"], passes: 300, pause_ms: [500, 1500] },
  { does: ["exportFile"], passes: 1, pause_ms: [500, 1500] },
  { does: ["archive"], passes: 60, pause_ms: [500, 1500] },
  { does: ["look"], passes: 10, pause_ms: [20, 100] },
  { does: ["sign", "look"], passes: 10, pause_ms: [1500, 3000] },
];

/** Everybody who works in a run, signed in. */
export async function callPeople({ stage, ledger, seed }) {
  const emails = await addAdmins(stage.database, ROLES.length);
  const people = [];
  for (const [at, role] of ROLES.entries()) {
    const person = new Person({ stage, ledger, random: randomFrom(seed * 1000 + at), email: emails[at] });
    Object.assign(person, { role, own: await addPasses(stage.database, role.passes) });
    await person.signIn();
    people.push(person);
  }
  return people;
}

/** Works until the stage is over; what was begun is finished. */
export async function work(people) {
  await Promise.all(people.map((person) => workAlone(person).then(() => (person.is_done = true))));
}

/** Waits until everybody has finished; who has not in two minutes gives up, which is a problem. */
export async function letFinish(people, working, stage) {
  const giveUp = setTimeout(() => {
    const late = people.filter(({ is_done }) => !is_done);
    stage.problems.push(...late.map(({ email, role, asks_for }) => `${email} (${role.does.join(", ")}) never finished: asked for ${asks_for}`)); // prettier-ignore
    stage.is_given_up = true;
  }, FINISH_MS);
  await working;
  clearTimeout(giveUp);
}

async function workAlone(person) {
  const { role, own, random, stage } = person;
  while (!stage.is_over) {
    const act = random.one(role.does);
    if (act === "sign") await person.signIn();
    else await acts[act](person, own);
    await pause(random.whole(...role.pause_ms));
  }
}
