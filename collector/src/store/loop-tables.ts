/** The tables of closing the loop: see `migration-loop.ts`. */
export interface LoopTables {
  alerts: AlertsTable
  cases: CasesTable
  case_changes: {
    project_id: string
    subject_id: string
    version: number
    field: string
    at: string
    who: string
    before: string
    after: string
  }
  channels: ChannelsTable
  deliveries: DeliveriesTable
}

export interface AlertsTable {
  project_id: string
  alert_id: string
  /** Null for what is about no response. */
  response_id: string | null
  reasons: string
  touchpoint: string
  survey: string | null
  owner: string | null
  score: number | null
  band: string | null
  drop_json: string | null
  active: number
  opened_at: string
  updated_at: string
}

export interface CasesTable {
  project_id: string
  subject_id: string
  state: string
  assignee: string
  note: string
  gesture: string
  gesture_at: string | null
  gesture_by: string | null
  contacted_at: string | null
  resolved_at: string | null
  updated_at: string
  version: number
}

export interface ChannelsTable {
  project_id: string
  channel_id: string
  kind: string
  name: string
  url: string
  settings: string
  secrets: string
  state: string
  base: string
  created_at: string
}

export interface DeliveriesTable {
  project_id: string
  delivery_id: string
  channel_id: string
  kind: string
  subject_id: string
  /** What it says, in short: a delivery whose mark changes is sent again. */
  mark: string
  state: string
  attempts: number
  created_at: string
  next_at: string
  /** Who has it, and until when. Empty: nobody. */
  lease: string
  lease_until: string
  sent_at: string | null
  status: number | null
  reason: string | null
}
