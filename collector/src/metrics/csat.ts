import { type ShareFigure, share } from './share'

/** How many of the best points count as satisfied: the top two of 4–9 points, the top one of 2 and 3, the top three of 10 and 11 (DOMAIN §3). */
export const topBoxes = (points: number): number => (points <= 3 ? 1 : points <= 9 ? 2 : 3)

/** CSAT: the percentage of answers in the top boxes, with its Wilson interval. */
export const csat = (satisfied: number, n: number): ShareFigure => share(satisfied, n)
