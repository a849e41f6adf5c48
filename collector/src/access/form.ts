/** What a form says, as what `schema.ts` judges. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { readBody } from '../http/body'
import type { Attempt } from './shell'
import type { AccessWords, Fault } from './words'

export type Values = Readonly<Record<string, string>>

const MOST_BYTES = 16 * 1024

/** Its fields; the last of those with one name. Too large, or no text: none. */
export const valuesOf = async (context: Context): Promise<Values> => {
  const body = await readBody(context.req.raw, MOST_BYTES)
  return 'text' in body ? Object.fromEntries(new URLSearchParams(body.text)) : {}
}

export const lines = (text = ''): string[] | null => {
  const found = text.split(/[\s,]+/).filter((line) => line !== '')
  return found.length > 0 ? found : null
}

export const days = ({ forever }: AccessWords, text = ''): number | 'forever' | null => {
  const trimmed = text.trim().toLowerCase()
  if (trimmed === '') return null
  return [forever, 'forever'].includes(trimmed) ? 'forever' : Number(trimmed)
}

const faults: readonly Fault[] = ['id', 'name', 'origins', 'contactDays', 'retentionDays', 'projects', 'expiresAt']

/** What was wrong, by field. */
export const attemptOf = (form: string, values: Values, error: z.ZodError): Attempt => {
  const paths = error.issues.map(({ path }) => path[0])
  return { form, values, faults: faults.filter((fault) => paths.includes(fault)) }
}
