export { createSqlStore } from './sql'
export { openSqlite } from './sqlite'
export type {
  AnswerCount,
  ChoiceCount,
  ContactPlace,
  ContactScope,
  DayCount,
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
