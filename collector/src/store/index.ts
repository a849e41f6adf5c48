export {
  type AccessStore,
  type Days,
  KEYS_AT_ONCE,
  type ProjectSettings,
  type Role,
  roles,
  type StoredProject,
  type StoredToken,
  type WriteKey,
} from './access'
export { type AuditChange, type AuditEntry, type AuditScope, type AuditStore, audit, type By } from './audit'
export { bandOf } from './band'
export type { BeliefCount, BeliefLink, BeliefQuestion, BeliefStore } from './beliefs'
export { type ImportCounts, type ImportStore, importMoment, type NewImport, type StoredImport } from './imports'
export type { LaterCount } from './later'
export * from './loop-types'
export { type Note, type NoteKind, type NoteStore, noteKinds } from './notes'
export { openReader, openStore, type ReaderPlace, type StoreOptions, sharedWithReader } from './open'
export { openPostgres, type PostgresOptions } from './postgres'
export type { ShareLink, ShareStore } from './shares'
export { openSqlite } from './sqlite'
export type { ConfigChange, ConfigHead, ConfigVersion, HistoryEntry, KnownSurvey, SurveyCount, SurveyStore, VersionMeta } from './surveys'
export type { Together, TogetherCount } from './together'
export type {
  AnswerCount,
  AnyScope,
  Band,
  Breakdown as ValueBreakdown,
  ChangePlace,
  ChoiceCount,
  CommentPlace,
  CommentQuery,
  Connections,
  ContactPlace,
  ContactScope,
  DayCount,
  Dimension,
  Filter,
  Flag,
  GateCount,
  InstrumentRef,
  Outcome,
  PeopleCount,
  ReceivedSpan,
  Scope,
  ScoreCount,
  ShowingCount,
  SimulatedCount,
  Store,
  StoredContact,
  StoredResponse,
  StoreItem,
  UsedDimension,
  UsedInstrument,
  ValueCount,
} from './types'
export { isUnavailable, StoreUnavailable } from './unavailable'
