import "server-only";
import { paced, type Pace } from "./paced-stream";
import { beyond, type Refusal, type Share } from "./share";
import { SHARES } from "./shares";

/** A stream that is cut if its reader takes too little, so that no reader holds its place for long. */
export interface PacedStream extends ReadableStream<Uint8Array> {
  /** Aborts when it must end at once: then its connection is closed, because what is on its way may never be taken. */
  cut: AbortSignal;
}

/** One person's place for a stream. */
export interface StreamPlace {
  /** Sends `source` as fast as its reader takes it, and gives the place back at its end. */
  send: (source: ReadableStream<Uint8Array>) => PacedStream;
  /** For a place that nothing is sent from after all. */
  giveBack: () => void;
}

interface Kind {
  person: Share<Refusal>;
  process: Share<Refusal>;
}

const KINDS = {
  export: { person: SHARES.own_export_streams, process: SHARES.export_streams },
  file: { person: SHARES.own_file_streams, process: SHARES.file_streams },
} satisfies Record<string, Kind>;

interface Taken {
  kind: keyof typeof KINDS;
  actorId: string;
  pace: Pace | null;
}

/* What this process sends. On globalThis, because the framework may load this module more than once. */
const PLACES = Symbol.for("passdesk.stream_places");

function taken(): Set<Taken> {
  const holder = globalThis as { [PLACES]?: Set<Taken> };
  holder[PLACES] ??= new Set();
  return holder[PLACES];
}

/** A reader who has taken nothing for so long makes room for somebody else. */
const GIVES_WAY_MS = 5000;

/**
 * Takes a place for a stream of one person. If all of the process are taken, the one whose reader has kept it waiting
 * longest gives way; throws 429 if none has for five seconds, or if the person has as many as one may.
 */
export function takeStreamPlace(kind: keyof typeof KINDS, actorId: string): StreamPlace {
  const all = [...taken()].filter((place) => place.kind === kind);
  const { person, process } = KINDS[kind];
  if (all.filter((place) => place.actorId === actorId).length >= person.most) throw beyond(person);
  if (all.length >= process.most) {
    const [slowest] = all
      .filter(({ pace }) => pace !== null && pace.waiting_ms() >= GIVES_WAY_MS)
      .sort((a, b) => (b.pace?.waiting_ms() ?? 0) - (a.pace?.waiting_ms() ?? 0));
    if (!slowest) throw beyond(process);
    taken().delete(slowest);
    slowest.pace?.cut(new Error("the reader took nothing, and somebody else needed the place"));
  }
  const place: Taken = { kind, actorId, pace: null };
  taken().add(place);
  const giveBack = () => void taken().delete(place);
  return {
    giveBack,
    send: (source) => {
      const { stream, cut, pace } = paced(source, giveBack);
      place.pace = pace;
      return Object.assign(stream, { cut });
    },
  };
}
