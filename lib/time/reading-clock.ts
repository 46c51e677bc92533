/** What a sentence with a time in it is told by: the moment it is read at, and the zone its times are told in. */
export interface ReadingClock {
  now: Date;
  zone: string;
}
