/** So much of a value is shown. */
const MAX_VALUE = 40
/** And so much of all of them. */
const MAX_ALL = 200

const shorter = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text)

/** Properties in one line, long values and long lines cut: `order_id: "A-1001", total: 129`. Never throws: a page may put anything in. */
export const cut = (props: Readonly<Record<string, unknown>> | undefined): string => {
  const text = (value: unknown) => {
    try {
      return JSON.stringify(value) ?? String(value)
    } catch {
      return String(value)
    }
  }
  return shorter(
    Object.entries(props ?? {})
      .map(([name, value]) => `${name}: ${shorter(text(value), MAX_VALUE)}`)
      .join(', '),
    MAX_ALL,
  )
}
/** An id that tells visitors apart on a screen, and nobody else anywhere: its first eight characters. */
export const short = (id: string): string => (id.length > 8 ? `${id.slice(0, 8)}…` : id)
