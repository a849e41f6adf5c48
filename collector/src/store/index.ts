export { openStore, type StoreOptions } from './open'
export { openPostgres, type PostgresOptions } from './postgres'
export { openSqlite } from './sqlite'
export type {
  AnswerCount,
  ChoiceCount,
  ContactPlace,
  ContactScope,
  DayCount,
  Dimension,
  Filter,
  GateCount,
  InstrumentRef,
  Outcome,
  PeopleCount,
  Scope,
  ShowingCount,
  Store,
  StoredContact,
  StoredResponse,
  StoreItem,
  UsedInstrument,
} from './types'
export { isUnavailable, StoreUnavailable } from './unavailable'
