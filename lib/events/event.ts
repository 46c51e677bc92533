import type { ACTS, EventName, Facts } from "@/lib/acts";

type Told<Name extends EventName> = (typeof ACTS)[Name]["event"];
type FactsOf<Names extends readonly (keyof Facts)[]> = Names extends readonly []
  ? null
  : Pick<Facts, Names[number]>;

/** What other processes and browsers receive: which act happened to which row. */
export type Event = {
  [Name in EventName]: {
    event: Name;
    subject: { type: keyof Told<Name>; id: string };
    data: FactsOf<Extract<Told<Name>[keyof Told<Name>], readonly (keyof Facts)[]>>;
  };
}[EventName];
