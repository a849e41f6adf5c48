import type { Drawings } from '../types'

/** Shapes of scales beside numbers and faces. */
export const drawings: Drawings = () => ''
