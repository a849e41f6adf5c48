/** The tables, in types every SQL database has: text, integer, double precision. JSON is kept as text; booleans as 0 and 1. */
export interface Tables {
  responses: ResponsesTable
  /** Ids of counts and forget events that were applied: each counts once. */
  events: { project_id: string; event_id: string; received_at: string }
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
  /** Links that show results to somebody without a token. */
  share_links: ShareLinksTable
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

export interface ResponsesTable {
  project_id: string
  response_id: string
  revision: number
  survey: string
  survey_version: number | null
  wave: number
  touchpoint: string
  touchpoint_json: string
  status: string
  answers: string
  fingerprint: string
  instrument: string
  metric: string
  score: number | null
  choice: string | null
  commented: number
  personas: string
  variant: string | null
  moment: string
  context: string
  respondent_id: string
  respondent_kind: string
  consent: string
  test: number
  sdk: string
  created_at: string
  updated_at: string | null
  occurred_at: string
  received_at: string
}
