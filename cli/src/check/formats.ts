import { paint } from '../paint'
import type { Io } from '../types'
import type { Finding, Reviewed } from './review'

type Colours = Pick<Io, 'isColoured'>
/** Writes what was found in all files. */
export type Format = (reviewed: readonly Reviewed[], io: Colours) => string

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`
const countOf = (problems: readonly Finding[], severity: Finding['severity']) =>
  problems.filter((problem) => problem.severity === severity).length

/** E.g. `3 surveys, no mistakes, 1 piece of advice`. */
const summary = ({ surveys, problems }: Reviewed): string => {
  const errors = countOf(problems, 'error')
  const advice = countOf(problems, 'advice')
  return [
    ...(surveys || !errors ? [count(surveys, 'survey')] : []),
    errors ? count(errors, 'mistake') : 'no mistakes',
    ...(advice ? [count(advice, 'piece of advice', 'pieces of advice')] : []),
  ].join(', ')
}
const nameOf = (file: string): string => (file === '-' ? 'standard input' : file)

const inWords = (file: string, { severity, code, path, expected, got, hint, line, column }: Finding, io: Colours): string => {
  const isError = severity === 'error'
  const head = paint(io, isError ? ['bold', 'red'] : ['bold', 'yellow'], severity)
  const place = `${nameOf(file)}:${line}:${column}`
  return [
    `${head}${isError ? ' ' : ''} ${paint(io, 'bold', place)}  ${path}${path && ' '}${paint(io, 'dim', `(${code})`)}`,
    `       expected ${expected}`,
    `       got      ${got}`,
    ...(hint ? [`       ${paint(io, 'cyan', hint)}`] : []),
    '',
    '',
  ].join('\n')
}

const text: Format = (reviewed, io) =>
  reviewed
    .map((one) => {
      const isFine = !one.problems.length
      const found = one.problems.map((problem) => inWords(one.file, problem, io)).join('')
      const last = `${nameOf(one.file)}: ${summary(one)}.`
      return `${found}${isFine ? paint(io, 'green', last) : last}\n`
    })
    .join('\n')

const json: Format = (reviewed) => {
  const all = reviewed.flatMap(({ problems }) => problems)
  return `${JSON.stringify({ files: reviewed, errors: countOf(all, 'error'), advice: countOf(all, 'advice') }, null, 2)}\n`
}

const data = (value: string): string => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (value: string): string => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
/** Workflow commands, which GitHub shows beside the lines of a pull request: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const github: Format = (reviewed) =>
  reviewed
    .map((one) => {
      const commands = one.problems.map(({ severity, message, line, column, code }) => {
        const file = one.file === '-' ? '' : `file=${property(one.file)},`
        const kind = severity === 'error' ? 'error' : 'warning'
        return `::${kind} ${file}line=${line},col=${column},title=${property(code)}::${data(message)}\n`
      })
      return `${commands.join('')}${nameOf(one.file)}: ${summary(one)}.\n`
    })
    .join('')

export const formats: Readonly<Record<string, Format>> = { text, json, github }
