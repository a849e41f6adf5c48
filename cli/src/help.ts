import type { Command } from './types'

/** Two columns, the first as wide as its longest entry. */
const columns = (rows: readonly (readonly [left: string, right: string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('')
}

/** `peakend <command> --help`. */
export const helpOf = ({ name, usage, summary, options, details }: Command): string => {
  const rows = Object.entries({ ...options, help: { type: 'boolean', short: 'h', help: 'Says this.' } as const }).map(
    ([long, { help, ...option }]) => {
      const { short = '', value = '' } = option as { readonly short?: string; readonly value?: string }
      return [`${short ? `-${short}, ` : ''}--${long}${value ? ` <${value}>` : ''}`, help] as const
    },
  )
  return `peakend ${name} ${usage}\n\n${summary}\n\n${columns(rows)}${details ? `\n${details}\n` : ''}`
}

/** `peakend --help`. */
export const overview = (commands: readonly Command[]): string =>
  `peakend <command> [options]\n\n${columns(commands.map(({ name, summary }) => [name, summary]))}
peakend <command> --help says more of one; peakend --version which build this is.\n`
