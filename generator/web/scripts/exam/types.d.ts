// Shapes of the page of exams. What Python writes: generator/outputs/papers/site_data.py.

export type Named = [id: string, title: string];
export type Names = [id: string, names: string[]];
export interface Rule {
  id: string;
  title: string;
  mark: string;
  address: string;
}
export interface Scene {
  id: string;
  title: string;
  text: string;
}
export interface Wording {
  about: Record<string, string>;
  caseTask: string;
  how: string;
  narrow: string;
  notes: string[];
  right: string;
  tasks: [type: string, text: string][];
  wrong: string;
}
export interface Column {
  field: string;
  head: string;
  text: string;
}
export interface Dialect {
  difficulty: Record<string, string>;
  joiners: Record<string, string>;
  options: number;
  sheets: { types: string[]; columns: Column[] }[];
  tag_joiner: string;
  true_false: string[];
  true_false_key: string[];
  types: Record<string, string>;
}
interface Asked {
  id: string;
  fingerprint: string;
  type: string;
  stem: string;
  chapter: string;
  difficulty: string;
  level: string;
  setting: string;
  rules: string[];
  channels: string[];
  roles: string[];
  rationale: string;
}
/** A question as it is sent: what is empty is left out. */
export interface PackedQuestion extends Asked {
  drafted?: number;
  marks?: string[];
  scene?: string;
  answer?: boolean;
  options?: [id: string, text: string, correct: number, rationale: string][];
  pairs?: [left: string, rightId: string, rationale: string][];
  choices?: Named[];
  sequence?: string[];
}
export interface StockData {
  title: string;
  edition: string;
  chapters: Named[];
  channels: Named[];
  roles: Named[];
  levels: Named[];
  settings: Named[];
  types: Named[];
  kinds: Names[];
  difficulties: Names[];
  rules: [id: string, rule: Rule][];
  wording: Wording;
  formula: string;
  dialect: Dialect;
  scenes: [id: string, title: string, text: string][];
  questions: PackedQuestion[];
}

export interface Option {
  id: string;
  text: string;
  correct: boolean;
  rationale: string;
}
export interface Pair {
  left: string;
  right: string;
  rightId: string;
  rationale: string;
}
export interface Step {
  id: string;
  text: string;
}
export interface Question extends Asked {
  drafted: boolean;
  marks: string[];
  scene: string;
  options: Option[];
  pairs: Pair[];
  choices: Step[];
  sequence: Step[];
  answer: boolean | null;
}
/** What is chosen as one: a question, or a whole case. */
export interface Unit {
  kind: string;
  chapter: string;
  questions: Question[];
  rules: Set<string>;
  size: number;
  answer: boolean | null;
}
export interface Filters {
  chapters: Map<string, number>;
  channel: string;
  role: string;
  difficulty: Map<string, number>;
  drafted: boolean;
}
export interface Blueprint extends Filters {
  types: Map<string, number>;
  count: number;
  marks: Map<string, number>;
  minutes: number;
  passMark: number;
  title: string;
  seed: number;
  forms: string[];
}
export interface Quotas {
  kinds: Map<string, number>;
  chapters: Map<string, number>;
  difficulties: Map<string, number>;
}
export interface Item {
  number: number;
  question: Question;
  order: string[];
  key: string[];
}
export interface Group {
  scene: Scene | null;
  items: Item[];
}
export interface Part {
  kind: string;
  title: string;
  marksEach: number;
  groups: Group[];
  items: Item[];
  marks: number;
}
export interface Form {
  title: string;
  code: string;
  seed: number;
  edition: string;
  fingerprint: string;
  minutes: number;
  passMark: number;
  parts: Part[];
  items: Item[];
  marks: number;
}

export interface Lettered {
  letter: string;
  text: string;
}
export interface ItemView {
  number: number;
  id: string;
  type: string;
  kind: string;
  marks: string[];
  stem: string;
  tail: string;
  choices: Lettered[];
  columns: number;
  rows: string[];
  key: string[];
  answer: string;
  brief: string;
  rationale: string;
  reasons: { label: string; text: string }[];
  rules: Rule[];
}
export interface GroupView {
  heading: string;
  scene: string;
  items: ItemView[];
}
export interface PartView {
  number: string;
  title: string;
  count: number;
  marksEach: number;
  marks: number;
  task: string;
  heading: string;
  groups: GroupView[];
  items: ItemView[];
}
export interface PaperView {
  title: string;
  form: string;
  heading: string;
  handbook: string;
  edition: string;
  fingerprint: string;
  foot: string;
  facts: string;
  notes: string[];
  count: number;
  marks: number;
  passMark: number;
  parts: PartView[];
}
/** What goes into an element; "" is left out. */
export type Child = Node | string | Child[];

declare global {
  var HB_EXAM_DATA: StockData | undefined;
}
