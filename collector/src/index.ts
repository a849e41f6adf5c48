export type { Pages } from './app'
export type { TrustedProxies } from './http/address'
export { type Counters, RATES, type Rate, type Rates } from './http/limits'
export { SOCKET_LIMITS, type SocketLimits } from './http/serve'
export { type StaticOptions, staticRoutes } from './http/static'
export { type Message, messageSchema } from './loop/message-schema'
export type { LoopSettings } from './loop/settings'
export * from './metrics'
export type { RequestEntry } from './operate/observe'
export { type Program, runProgram } from './program'
export type { PeriodUnit, Span } from './report/periods'
export type {
  Cascade,
  Forecast,
  InstrumentReport,
  Participation,
  Report,
  Standing,
  TouchpointReport,
  Trend,
  TrendPeriod,
  Voice,
} from './report/types'
export { type Collector, type CollectorOptions, createCollector } from './server'
export * from './store'
