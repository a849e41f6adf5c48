import type { AnyScope, ChangePlace, ReceivedSpan, Store, StoredResponse } from '../store'
import { record } from './csv'

const PAGE = 100

/** What an export is of: what was received in a span, in that order, or all, in the order of ids. */
export interface Exported {
  readonly scope: AnyScope
  readonly received: ReceivedSpan | null
}

/** A list of which only a page is in memory at a time. Read twice, it is read again. `after`: where the page before said; null at the beginning. */
export interface Exports {
  /** Lines of CSV with a column for each question, or of NDJSON. `next` null: these were the last. */
  readonly lines: (
    of: Exported,
    after: ChangePlace | null,
    csv: { readonly questions: readonly string[]; readonly separator: string } | null,
  ) => Promise<{ readonly text: string; readonly next: ChangePlace | null }>
  /** What was asked in them. */
  readonly questions: (
    of: Exported,
    after: ChangePlace | null,
  ) => Promise<{ readonly questions: readonly string[]; readonly next: ChangePlace | null }>
}

/** Of a store, in this very thread. */
export const exportsOf = (store: Store): Exports => {
  const read = async ({ scope, received }: Exported, after: ChangePlace | null) => {
    const page = received ? await store.changes(scope, received, after, PAGE) : await store.page(scope, after?.id ?? '', PAGE)
    return { page, next: nextAfter(page) }
  }
  return {
    lines: async (of, after, csv) => {
      const { page, next } = await read(of, after)
      const lines = page.map((response) => (csv ? record(response, csv.questions, csv.separator) : `${JSON.stringify(response)}\n`))
      return { text: lines.join(''), next }
    },
    questions: async (of, after) => {
      const { page, next } = await read(of, after)
      return { questions: [...new Set(page.flatMap(({ answers }) => Object.keys(answers)))], next }
    },
  }
}

const nextAfter = (page: readonly StoredResponse[]): ChangePlace | null => {
  const last = page.at(-1)
  return last && page.length === PAGE ? { id: last.id, receivedAt: last.receivedAt } : null
}
