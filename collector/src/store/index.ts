export { createSqlStore } from './sql'
export { openSqlite } from './sqlite'
export type {
  AnswerCount,
  ChoiceCount,
  DayCount,
  GateCount,
  InstrumentRef,
  Outcome,
  PeopleCount,
  Scope,
  ShowingCount,
  Store,
  StoredResponse,
  StoreItem,
  UsedInstrument,
} from './types'
