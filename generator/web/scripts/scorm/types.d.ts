// What a platform offers (SCORM 1.2), and what exam-key.js brings once a paper is handed in.

export interface Api {
  LMSInitialize(text: string): unknown;
  LMSGetValue(name: string): unknown;
  LMSSetValue(name: string, value: string): unknown;
  LMSCommit(text: string): unknown;
  LMSFinish(text: string): unknown;
}

/** An answer that is reported: ids of options, and how much it counts. */
export interface Interaction {
  answer: string[];
  key: string[];
  right: boolean;
  weighting: number | string;
  /** Milliseconds since the last one. */
  latency?: number;
}

/** What generator/outputs/papers/scorm.py writes for a question. */
export interface Key {
  key: string[];
  answer: string;
  rationale: string;
  reasons: [string, string][];
  rules: string[];
}

/** What quiz/page.js tells of an answer. */
export interface Answered {
  id: string;
  answer: string[];
  key: string[];
  right: boolean;
}

declare global {
  interface Window {
    API?: Api;
    HB_EXAM_KEY?: Record<string, Key>;
  }
}
