import type { Context, MiddlewareHandler } from 'hono'
import type { Team } from '../http/token'

/** Who may do what in this room. The one place that asks. */
export interface Rights {
  /** Reads alerts and what was done about them. */
  readonly read: MiddlewareHandler
  /** Says what was done. */
  readonly edit: MiddlewareHandler
  /** Adds channels: says where visitors' answers go. */
  readonly admin: MiddlewareHandler
  /** Who it was, for the history. */
  readonly who: (context: Context) => string
}

export const rightsOf = (team: Team): Rights => ({
  read: team.may('read'),
  edit: team.may('edit'),
  admin: team.may('admin'),
  who: team.who,
})
