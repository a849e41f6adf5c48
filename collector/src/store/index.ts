export { openStore, type StoreOptions } from './open'
export { openPostgres, type PostgresOptions } from './postgres'
export { openSqlite } from './sqlite'
export type {
  AnswerCount,
  AnyScope,
  ChangePlace,
  ChoiceCount,
  Connections,
  ContactPlace,
  ContactScope,
  DayCount,
  GateCount,
  InstrumentRef,
  Outcome,
  PeopleCount,
  ReceivedSpan,
  Scope,
  ShowingCount,
  Store,
  StoredContact,
  StoredResponse,
  StoreItem,
  UsedInstrument,
} from './types'
export { isUnavailable, StoreUnavailable } from './unavailable'
