import type { Context, MiddlewareHandler } from 'hono'
import type { Team } from '../http/token'

/** Who may do what to surveys: the one place that says so. */
export interface Rights {
  readonly read: MiddlewareHandler
  readonly edit: MiddlewareHandler
  /** By what name the history has them. */
  readonly who: (context: Context) => string
}

export const rightsOf = (team: Team): Rights => ({ read: team.may('read'), edit: team.may('edit'), who: team.who })
