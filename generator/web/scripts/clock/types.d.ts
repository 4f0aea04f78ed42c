// How days are counted. A day is a whole number (days since 1970-01-01), a time of day minutes since midnight.

export type Unit = "day" | "working-day" | "hour" | "minute" | "at-once";
/** The first and the last day. */
export type Stretch = [first: number, last: number];
/** What the page has in its rows of years, days as text. */
export interface Years {
  off: string[][];
  on: string[];
  known: number[];
}
export interface Calendar {
  works(day: number): boolean;
  /** Whether holidays of its year are known. */
  knows(day: number): boolean;
}
export interface Due {
  day: number;
  /** Whether nobody works on it; then the last day before is better. */
  rests: boolean;
  better: number;
  /** Stretches of days that did not count. */
  skipped: Stretch[];
  /** Days of weekends that did. */
  madeUp: number[];
  /** Years without holidays. */
  unknown: number[];
  minute?: number;
}
export interface Step {
  id: string;
  from: string;
  until: string;
  value: number;
  unit: Unit;
  /** Days that do not count. */
  extra: number;
  /** Events that start it anew. */
  restarts: string[];
}
/** Event → day; event → minute; step → when it is due. */
export type Events = Record<string, number>;
export type Dues = Record<string, Due>;
