import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from './arguments'
import type { Io } from './types'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** The text of a file; `-` is what is piped in. Throws a `UsageError` where it cannot be read. */
export const readText = async (file: string, { cwd, stdin }: Pick<Io, 'cwd' | 'stdin'>): Promise<string> => {
  let text = ''
  if (file === '-') {
    const decoder = new TextDecoder()
    for await (const part of stdin) text += typeof part === 'string' ? part : decoder.decode(part, { stream: true })
    text += decoder.decode()
  } else {
    try {
      text = await readFile(resolve(cwd, file), 'utf8')
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException
      throw new UsageError(`${file} cannot be read: ${reasons[code] ?? message}.`)
    }
  }
  // Some editors begin a file with a byte order mark, which JSON does not know.
  return text.replace(/^\uFEFF/, '')
}
