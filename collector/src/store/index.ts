export { createSqlStore } from './sql'
export { openSqlite } from './sqlite'
export type { GateCount, Outcome, Scope, ShowingCount, Store, StoredResponse, StoreItem, UsedInstrument, ValueCount } from './types'
