/** What a sentence with times in it depends on: when it is read, and the zone it shows times in. */
export interface ReadingClock {
  now: Date;
  zone: string;
}
