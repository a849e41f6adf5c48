/** The care chunk: what delivery needs when it is not plain success, and what an earlier page may have left behind. */
export { leases } from '../outbox/lease'
export { revive } from '../outbox/revive'
export { sweep } from '../outbox/sweep'
export { createTrouble } from '../outbox/trouble'
