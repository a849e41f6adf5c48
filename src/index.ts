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
  ResponseEvent,
  Status,
  WireEvent,
} from './survey/wire'
export type {
  BeforeSend,
  Destination,
  Events,
  EventType,
  Explanation,
  FlushOptions,
  Format,
  Inspection,
  LivedMoment,
  LossCode,
  Options,
  Peakend,
  PeakendGlobal,
  Props,
  ShowOptions,
  Traits,
  Transform,
} from './types'
