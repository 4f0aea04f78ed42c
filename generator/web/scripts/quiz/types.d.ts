// What practice keeps in the browser, and where a host may have it kept instead.

export interface Answer {
  /** Ids of the options chosen; for pairs and orders in the order of the rows. */
  a: string[];
  ok: boolean;
  /** Fingerprint of the question: an answer counts as long as the question is what it was. */
  f: string;
  /** Shown empty, to be answered again. */
  again?: boolean;
}
export interface View {
  show?: string;
  mix?: boolean;
  ids?: string[] | null;
  filters?: string[];
}
export interface State {
  answers: Record<string, Answer>;
  pages: Record<string, View>;
}
export interface Store {
  load(): Partial<State> | null;
  save(state: State): void;
}

declare global {
  interface Window {
    quizStore?: Store;
  }
}
