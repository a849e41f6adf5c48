import { type ShareFigure, share } from './share'

export { topBoxes } from '../../../src/survey/score'

/** CSAT: the percentage of answers in the top boxes, with its Wilson interval. */
export const csat = (satisfied: number, n: number): ShareFigure => share(satisfied, n)
