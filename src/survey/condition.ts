/** The one condition language of audiences, personas, event filters and branches. A leaf is one subject and one operator. */

export type Scalar = string | number | boolean

/** What is looked at. */
export type Subject =
  /** A trait given by `identify`. */
  | { readonly trait: string }
  /** A property of the event that triggered the survey. */
  | { readonly prop: string }
  /** The answer to a question of this survey. */
  | { readonly answer: string }
  /** `device`, `language`, `path`, `query.x`, `referrer`, `utm.source`, `visits`, `viewport.width`, … and what the page passes. */
  | { readonly context: string }
  /**
   * How often the event was tracked on this device (within so many days), up to 50; or, with `since`, the days that passed since the
   * first or the last time, missing where it never was.
   */
  | { readonly event: string; readonly withinDays?: number; readonly since?: 'first' | 'last' }

/** How it is compared: strictly, without coercion. A missing value satisfies only `exists: false`, `not` and `notIn`. */
export type Operator =
  | { readonly is: Scalar }
  | { readonly not: Scalar }
  | { readonly in: readonly Scalar[] }
  | { readonly notIn: readonly Scalar[] }
  | { readonly gt: number }
  | { readonly gte: number }
  | { readonly lt: number }
  | { readonly lte: number }
  /** A part of a string, or a member of a list. */
  | { readonly contains: Scalar }
  | { readonly startsWith: string }
  | { readonly endsWith: string }
  /** A regular expression without nested or ambiguous quantifiers, tried on at most 256 characters. */
  | { readonly matches: string }
  | { readonly exists: boolean }

export type Condition =
  | (Subject & Operator)
  | { readonly persona: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly none: readonly Condition[] }

/** Looks a subject up: `('trait', 'plan')`, `('event', 'order_completed', 30)`, `('persona', 'first-time-buyer')`. */
export type Lookup = (kind: SubjectKind, name: string, withinDays?: number, since?: 'first' | 'last') => unknown
export const subjectKinds = ['trait', 'prop', 'answer', 'context', 'event', 'persona'] as const
export type SubjectKind = (typeof subjectKinds)[number]
