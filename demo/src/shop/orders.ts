/** All the shop keeps: orders, and whose they are. One SQLite file. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import type { Cart } from './cart'
import { type Details, firstNameOf } from './checkout'
import { hashOf } from './session'
import { totalsOf } from './totals'

export interface OrderLine {
  readonly slug: string
  readonly quantity: number
  /** Euro cents for all of them, as they were when it was ordered. */
  readonly cents: number
}
export interface Order extends Details {
  /** `A-1001` and upward. */
  readonly id: string
  /** ISO 8601, by the shop's clock. */
  readonly placedAt: string
  readonly lines: readonly OrderLine[]
  readonly goodsCents: number
  readonly deliveryCents: number
  readonly totalCents: number
  /** When its customer said that the parcel is there, ISO 8601. */
  readonly receivedAt?: string
  /** When a return was asked for, ISO 8601. */
  readonly returnAt?: string
}
/** What happens to an order after it was placed. */
export type Step = 'received' | 'return'
export interface Customer {
  readonly id: string
  readonly firstName: string
  readonly orders: number
  /** When the first order was placed, ISO 8601. */
  readonly since: string
  readonly returnInProgress: boolean
}

export interface Orders {
  /** Places an order for whoever has this session. The same `key` again gives the order it gave before. */
  readonly place: (session: string, key: string, cart: Cart, details: Details) => Order
  /** What was placed with this key. */
  readonly placed: (session: string, key: string) => Order | undefined
  /** Newest first. */
  readonly of: (session: string) => readonly Order[]
  /** One of theirs. */
  readonly one: (session: string, id: string) => Order | undefined
  /** Notes what has happened to one of theirs, now; what was noted before stays. */
  readonly note: (session: string, id: string, step: Step) => void
  readonly customer: (session: string) => Customer | undefined
  readonly close: () => void
}

const tables = `
  PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS customers (id TEXT PRIMARY KEY, session_hash TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS orders (
    number INTEGER PRIMARY KEY, customer TEXT NOT NULL REFERENCES customers (id), key TEXT NOT NULL,
    placed_at TEXT NOT NULL, lines TEXT NOT NULL, goods_cents INTEGER NOT NULL, delivery_cents INTEGER NOT NULL,
    name TEXT NOT NULL, email TEXT NOT NULL, street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL, delivery TEXT NOT NULL,
    UNIQUE (customer, key)
  );
  CREATE INDEX IF NOT EXISTS orders_of_customer ON orders (customer);
  CREATE TABLE IF NOT EXISTS steps (
    number INTEGER NOT NULL REFERENCES orders (number), step TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (number, step)
  );`

interface Row extends Details {
  readonly number: number
  readonly placed_at: string
  readonly lines: string
  readonly goods_cents: number
  readonly delivery_cents: number
  readonly received_at: string | null
  readonly return_at: string | null
}
const orderOf = ({ number, placed_at, lines, goods_cents, delivery_cents, received_at, return_at, ...details }: Row): Order => ({
  id: `A-${number}`,
  placedAt: placed_at,
  lines: JSON.parse(lines) as OrderLine[],
  goodsCents: goods_cents,
  deliveryCents: delivery_cents,
  totalCents: goods_cents + delivery_cents,
  name: details.name,
  email: details.email,
  street: details.street,
  postcode: details.postcode,
  city: details.city,
  delivery: details.delivery,
  ...(received_at && { receivedAt: received_at }),
  ...(return_at && { returnAt: return_at }),
})

/** Opens (or creates) the file. `now`: milliseconds since the epoch, default `Date.now`. */
export const openOrders = (file: string, now: () => number = Date.now): Orders => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new Database(file)
  database.exec(tables)
  const stepAt = (step: Step) => `(SELECT at FROM steps WHERE steps.number = orders.number AND step = '${step}') AS ${step}_at`
  const select = `SELECT orders.*, ${stepAt('received')}, ${stepAt('return')} FROM orders JOIN customers ON customers.id = customer WHERE session_hash = ?`
  const byCustomer = database.prepare(`${select} ORDER BY number DESC`)
  const byNumber = database.prepare(`${select} AND number = ?`)
  const byKey = database.prepare(`${select} AND key = ?`)
  const customerBy = database.prepare('SELECT id FROM customers WHERE session_hash = ?')
  const addCustomer = database.prepare('INSERT INTO customers (id, session_hash) VALUES (?, ?)')
  const addOrder = database.prepare(
    `INSERT INTO orders (number, customer, key, placed_at, lines, goods_cents, delivery_cents, name, email, street, postcode, city, delivery)
     VALUES ((SELECT coalesce(max(number), 1000) + 1 FROM orders), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addStep = database.prepare('INSERT INTO steps (number, step, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const of: Orders['of'] = (session) => (byCustomer.all(hashOf(session)) as Row[]).map(orderOf)
  const idOf = (session: string): string | undefined => (customerBy.get(hashOf(session)) as { id: string } | undefined)?.id

  const placed = (session: string, key: string): Order | undefined => {
    const row = byKey.get(hashOf(session), key) as Row | undefined
    return row && orderOf(row)
  }
  const place = database.transaction((session: string, key: string, cart: Cart, details: Details): Order => {
    const before = placed(session, key)
    if (before) return before
    const known = idOf(session)
    const customer = known ?? `C-${randomUUID().slice(0, 8)}`
    if (!known) addCustomer.run(customer, hashOf(session))
    const { goodsCents, deliveryCents } = totalsOf(cart, details.delivery)
    const lines = cart.map(({ product, quantity }) => ({ slug: product.slug, quantity, cents: product.priceCents * quantity }))
    const { name, email, street, postcode, city, delivery } = details
    const placedAt = new Date(now()).toISOString()
    addOrder.run(customer, key, placedAt, JSON.stringify(lines), goodsCents, deliveryCents, name, email, street, postcode, city, delivery)
    return placed(session, key) as Order // just inserted
  })

  const one: Orders['one'] = (session, id) => {
    const [, number] = /^A-(\d{1,12})$/.exec(id) ?? []
    const row = number && (byNumber.get(hashOf(session), Number(number)) as Row | undefined)
    return row ? orderOf(row) : undefined
  }

  return {
    place: (...args) => place.immediate(...args),
    placed,
    of,
    one,
    note: (session, id, step) => {
      const order = one(session, id)
      if (order) addStep.run(Number(order.id.slice(2)), step, new Date(now()).toISOString())
    },
    customer: (session) => {
      const orders = of(session)
      const [newest, first, id] = [orders[0], orders.at(-1), idOf(session)]
      if (!newest || !first || !id) return undefined
      const returnInProgress = orders.some(({ returnAt }) => returnAt)
      return { id, firstName: firstNameOf(newest.name), orders: orders.length, since: first.placedAt, returnInProgress }
    },
    close: () => {
      database.close()
    },
  }
}
