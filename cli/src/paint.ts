import { styleText } from 'node:util'
import type { Io } from './types'

/** Colours a text where colours are shown. */
export const paint = ({ isColoured }: Pick<Io, 'isColoured'>, format: Parameters<typeof styleText>[0], text: string): string =>
  isColoured ? styleText(format, text, { validateStream: false }) : text
