/** What the checkout asks, and what is wrong with what it got. */
import { type Delivery, deliveries } from './totals'

export const fields = ['name', 'email', 'street', 'postcode', 'city', 'delivery'] as const
export type Field = (typeof fields)[number]
/** What was typed, kept as it was. */
export type Typed = Readonly<Record<Field, string>>
export type Fault = 'missing' | 'email' | 'long'
export type Faults = Readonly<Partial<Record<Field, Fault>>>

export interface Details {
  readonly name: string
  readonly email: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly delivery: Delivery
}

/** Characters. */
const MAX_LENGTH = 120

export const nothingTyped: Typed = { name: '', email: '', street: '', postcode: '', city: '', delivery: 'parcel' }

/** From a form, whatever it holds. */
export const typedIn = (form: FormData): Typed => {
  const text = (field: Field) => {
    const value = form.get(field)
    return typeof value === 'string' ? value.trim() : ''
  }
  return Object.fromEntries(fields.map((field) => [field, text(field)])) as Typed
}

const isDelivery = (text: string): text is Delivery => deliveries.some((delivery) => delivery === text)

const faultOf = (field: Field, value: string): Fault | undefined => {
  if (!value || (field === 'delivery' && !isDelivery(value))) return 'missing'
  if (value.length > MAX_LENGTH) return 'long'
  // Whether it exists only a message can tell: this catches what was typed into the wrong field.
  if (field === 'email' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return 'email'
  return undefined
}

/** The details of an order, or what is wrong with them, field by field in the order of the form. */
export const check = (typed: Typed): { readonly details: Details } | { readonly faults: Faults } => {
  const found = fields.map((field) => [field, faultOf(field, typed[field])] as const).filter(([, fault]) => fault)
  const { delivery } = typed
  return found.length === 0 && isDelivery(delivery) ? { details: { ...typed, delivery } } : { faults: Object.fromEntries(found) }
}

/** What the account says hello with. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? ''
