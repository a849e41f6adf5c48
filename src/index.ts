/** npm entry: importing touches no `window`, so it is safe on a server. */
export { createPeakend, PeakendError } from './create'
export type { Decision, GateCode, GateName, GateResult } from './gates/types'
export type * from './survey/condition'
export type * from './survey/config'
export type {
  Answer,
  Answers,
  ConsentLevel,
  Durability,
  Instrument,
  MomentRef,
  Problem,
  ResponseData,
  Status,
  WireEvent,
} from './survey/wire'
export type {
  Events,
  EventType,
  Explanation,
  Inspection,
  LossCode,
  Options,
  Peakend,
  PeakendGlobal,
  Props,
  ShowOptions,
  Traits,
} from './types'
