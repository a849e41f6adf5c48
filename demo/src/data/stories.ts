/**
 * How things are at this shop, and for whom: the latent quality of each touchpoint, over the time that is simulated. Survey ids are those of
 * `demo/peakend.json`; of others nothing is known, and they go as most things do.
 */
import type { Topic } from './comments'

/** When and for whom something is answered. */
export interface Circumstances {
  /** How much of the time has passed, 0–1. */
  readonly time: number
  readonly device: string
  readonly language: string
  readonly props: Readonly<Record<string, unknown>>
}

/** The new checkout, as a share of the time: asks for the address once and tells the delivery cost in the cart. */
export const RELEASE = 0.55
/** The second carrier begins. */
export const CARRIER = 0.25
/** An answer to what people look for most in the help pages. */
export const HELP_PAGES = 0.7

/** Who brings parcels; the second one costs less and is worse. */
export const carriers = ['Hirondelle', 'Vitefait'] as const

type Weighted<T> = readonly (readonly [value: T, weight: number])[]
export interface Story {
  /** How good it is, in standard deviations of what people feel: 0 is the middle of the scale. */
  readonly quality: (at: Circumstances) => number
  /** What people write about who are not content, and who are. */
  readonly low: (at: Circumstances) => Weighted<Topic>
  readonly high?: Weighted<Topic>
  /** How often options of a choice are taken, by question, by who is not content and who is. Default: all alike. */
  readonly options?: Readonly<Record<string, Readonly<Record<'low' | 'high', Readonly<Record<string, number>>>>>>
}

const isPhone = ({ device }: Circumstances): boolean => device === 'mobile'
const usual: Story = {
  quality: () => 0.6,
  low: () => [['shop', 1]],
  high: [['pleased', 1]],
}

const stories: Readonly<Record<string, Story>> = {
  'checkout-csat': {
    quality: (at) => (at.time < RELEASE ? 0.6 : 1.6) - (isPhone(at) ? 0.5 : 0),
    low: ({ time }) => [
      ['shipping-cost', time < RELEASE ? 6 : 1],
      ['address', time < RELEASE ? 4 : 1],
      ['promo-code', 2],
      ['payment', 2],
    ],
  },
  'chat-csat': {
    quality: ({ props }) => (props['answered_by'] !== 'bot' ? 1.1 : 0.5),
    low: () => [['service', 1]],
    options: {
      resolved: {
        low: { yes: 1, partly: 3, no: 6, 'too-soon': 1 },
        high: { yes: 8, partly: 2, no: 0.4, 'too-soon': 1 },
      },
    },
  },
  'delivery-csat': {
    quality: ({ props }) => (props['carrier'] === carriers[1] ? 0.1 : 1.6),
    low: () => [
      ['late', 5],
      ['courier', 3],
      ['damaged', 2],
    ],
    options: {
      obstacle: {
        low: { late: 6, told: 4, place: 3, damaged: 2, other: 0.5 },
        high: { late: 1, told: 1, place: 1, damaged: 1, other: 1 },
      },
    },
  },
  'search-csat': { quality: () => 0.75, low: () => [['search', 1]] },
  'product-ces': {
    quality: (at) => 0.95 - (isPhone(at) ? 0.35 : 0),
    low: () => [['page', 1]],
    options: {
      missing: {
        low: { size: 6, light: 4, material: 2, delivery: 3, returns: 1, other: 0.5 },
        high: { size: 1, light: 1, material: 1, delivery: 1, returns: 1, other: 0.2 },
      },
    },
  },
  'page-helpful': { quality: ({ time }) => (time < HELP_PAGES ? 0.35 : 1), low: () => [['help', 1]] },
  'peak-end': { quality: (at) => 0.75 + 0.15 * at.time, low: () => [['service', 1]] },
  'relationship-nps': {
    quality: ({ time, language }) => 1.3 + 0.4 * time - (language === 'fr' ? 0.12 : 0),
    low: ({ time }) => [
      ['price', 4],
      ['late', time > CARRIER ? 4 : 1],
      ['service', 2],
    ],
    high: [
      ['quality', 5],
      ['pleased', 3],
    ],
  },
  feedback: {
    quality: () => 0.7,
    low: () => [['shop', 1]],
    high: [
      ['quality', 1],
      ['pleased', 2],
    ],
  },
}

export const storyOf = (survey: string): Story => (Object.hasOwn(stories, survey) ? stories[survey] : undefined) ?? usual
