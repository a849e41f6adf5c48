export { createSqlStore } from './sql'
export { openSqlite } from './sqlite'
export type {
  DayCount,
  GateCount,
  InstrumentRef,
  Outcome,
  PeriodCount,
  Scope,
  ShowingCount,
  Store,
  StoredResponse,
  StoreItem,
  UsedInstrument,
  ValueCount,
} from './types'
