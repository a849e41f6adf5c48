import type { Generated } from 'kysely'
import type { LoopTables } from './loop-tables'

/** The tables, in types every SQL database has: text, integer, double precision. JSON is kept as text; booleans as 0 and 1. */
export interface Tables extends LoopTables {
  responses: ResponsesTable
  /** What many responses have in common: survey, instrument, touchpoint, personas and so on, as JSON. */
  frames: Interned & { body: string }
  /** One instrument of one survey's wave at one touchpoint; tests apart. */
  series: SeriesTable
  /** Values that responses may be filtered by: `persona`, `device`, `event.plan` and so on. */
  dim_values: { id: Generated<number>; project_id: string; dimension: string; value: string }
  /** Values that came together, and which those are. */
  dims: Interned
  dims_values: { value: number; dims: number }
  /** Counts that every upsert keeps right, so that no report reads the rows. */
  rollups: RollupTable
  /** What is still to be added to them, where many write at the same time: nobody waits for a row that everybody counts in. */
  rollup_deltas: RollupTable
  /** What was written, to be read and searched. */
  comments: CommentsTable
  /** Ids of counts and forget events that were applied: each counts once. */
  events: { project_id: string; event_id: string; received_at: string }
  /** What of the counts is sample data, to be taken off again. */
  simulated_counts: {
    project_id: string
    event_id: string
    survey: string
    day: string
    triggered: number
    eligible: number
    sampled: number
  }
  gate_counts: { project_id: string; survey: string; day: string; triggered: number; eligible: number; sampled: number }
  /** Respondents that were erased, as SHA-256. `until` null: nothing of theirs is ever kept again; else nothing that happened before. */
  erased_respondents: { project_id: string; respondent_hash: string; scope: 'random' | 'user'; until: string | null }
  /** Responses that were erased: a late duplicate does not bring them back. */
  erased_responses: { project_id: string; response_id: string }
  /** How to reach somebody, apart from the answers: kept for a shorter time, shown on a page of its own. */
  contacts: ContactsTable
  /** Contact details that were deleted or have had their time: no later revision brings them back. */
  erased_contacts: { project_id: string; response_id: string }
  /** What a team wrote beside its trends. */
  notes: NotesTable
  /** What was imported, by whom. */
  imports: ImportsTable
  /** Links that show results to somebody without a token. */
  share_links: ShareLinksTable
  /** Links by which staff say what they expect, and what they said. `asked`: the question, as JSON. */
  belief_links: {
    project_id: string
    link_id: string
    secret_hash: string
    touchpoint: string
    asked: string
    created_at: string
    closed_at: string | null
  }
  belief_answers: { project_id: string; link_id: string; browser_hash: string; value: number; answered_on: string }
  /** Projects that were set up. Days: null as the collector's, 0 for ever. Origins: a list as JSON, null as the collector's. */
  projects: {
    project_id: string
    name: string
    origins: string | null
    contact_days: number | null
    retention_days: number | null
    key_required: number
    created_at: string
  }
  project_keys: { project_id: string; write_key: string; created_at: string; revoked_at: string | null }
  /** `projects`: a list as JSON, null for all. */
  tokens: {
    token_id: string
    token_hash: string
    name: string
    role: string
    projects: string | null
    created_at: string
    expires_at: string | null
    used_on: string | null
  }
  /** What was changed, by whom. Only ever added to, and deleted by age. */
  audit: { audit_id: string; at: string; who: string; project_id: string | null; action: string; target: string | null; detail: string }
  /** Every state that a project's configuration was ever saved in. Their content never changes. */
  config_versions: ConfigVersionsTable
  /** Which of them visitors get, which is being worked on, and the numbers last given to a version and to an entry of the history. */
  config_heads: { project_id: string; published: number | null; draft: number | null; last: number; entries: number }
  /** Who did what, and when. Only ever added to. */
  config_history: ConfigHistoryTable
  /** Surveys as visitors have had them, by the version their responses name; two that name the same one may differ. */
  known_surveys: { project_id: string; survey: string; version: string; hash: string; content: string }
}

export interface ConfigVersionsTable {
  project_id: string
  number: number
  state: string
  author: string
  created_at: string
  note: string
  content: string
}

export interface ConfigHistoryTable {
  project_id: string
  entry: number
  at: string
  who: string
  action: string
  version: number | null
  from_version: number | null
  survey: string | null
  note: string
}

export interface NotesTable {
  project_id: string
  note_id: string
  day: string
  kind: string
  text: string
  owner: string | null
  expected: string | null
  touchpoint: string | null
  created_at: string
}

export interface ImportsTable {
  project_id: string
  import_id: string
  at: string
  who: string
  source: string
  file: string | null
  touchpoint: string
  rows: number
  imported: number
  duplicates: number
  skipped: number
  taken_back_at: string | null
  taken_back_by: string | null
}

export interface ShareLinksTable {
  project_id: string
  link_id: string
  secret_hash: string
  name: string
  query: string
  comments: number
  created_at: string
  expires_at: string
}

export interface ContactsTable {
  project_id: string
  response_id: string
  survey: string
  touchpoint: string
  respondent_id: string
  respondent_kind: string
  test: number
  locale: string
  answers: string
  texts: string
  agreed: string
  occurred_at: string
  received_at: string
}

/** One row a response. What is the same for many stands in `frames`; times are milliseconds since the epoch, days are counted from it. */
export interface ResponsesTable {
  project_id: string
  response_id: string
  revision: number
  /** What was asked, where and of whom: see `frames`. */
  frame: number
  /** What it is counted with: see `series`. */
  series: number
  /** What it may be filtered by: see `dims`. */
  dims: number
  day: number
  status: string
  answers: string
  /** The answers without what somebody wrote, of those who answered: what further questions are counted by. Null where nothing is counted but the showing. */
  taps: string | null
  score: number | null
  choice: string | null
  moment: string
  context: string
  respondent_id: string
  respondent_kind: string
  /** Of the respondent's id, a number short enough for an index. */
  person: number
  /** Of an NPS answer: the day of the same person's next one to the same instrument. */
  next_day: number | null
  created_at: number
  updated_at: number | null
  occurred_at: number
  received_at: number
  /** What does not fit the survey it names; null: everything does, or nothing is known of it. */
  flags: string | null
}

/** Told apart by a hash of what they hold, and written once. Never changed, never deleted: they hold what a team wrote, and nobody's answers. */
interface Interned {
  id: Generated<number>
  project_id: string
  key: string
}

export interface SeriesTable extends Interned {
  test: number
  /** Sample data apart, so that all of it is found at once. */
  simulated: Generated<number>
  touchpoint: string
  fingerprint: string
  survey: string
  wave: number
  metric: string
}

/** How many, by series and day. `value` is short enough for a key; `body` is the whole of it where that was too long. */
export interface RollupTable {
  series: number
  kind: number
  day: number
  value: string
  body: string | null
  n: number
  unrecognised: number
}

export interface CommentsTable {
  project_id: string
  response_id: string
  series: number
  dims: number
  occurred_at: number
  language: string
  band: string | null
  score: number | null
  /** What was written, as it is searched: small letters without accents. */
  text: string
}
