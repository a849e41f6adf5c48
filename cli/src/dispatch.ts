import { version } from '../../package.json'
import { didYouMean } from '../../src/survey/check-words'
import { Failure, UsageError } from './arguments'
import { commands } from './commands'
import { helpOf, overview } from './help'
import { FAILED, type Io, MISUSED, OK } from './types'

/** Runs what is asked for and gives the exit code. Throws only what nobody foresaw. */
export const dispatch = async ([name = '--help', ...argv]: readonly string[], io: Io): Promise<number> => {
  const say = (text: string): number => {
    io.stdout.write(text)
    return OK
  }
  if (name === '--version' || name === '-v') return say(`${version}\n`)
  const names = commands.map((command) => command.name)
  const isHelp = name === '--help' || name === '-h' || name === 'help'
  const command = commands.find((command) => command.name === (isHelp ? argv[0] : name))
  if (isHelp && !argv[0]) return say(overview(commands))
  if (!command) {
    const wrong = isHelp ? argv[0] : name
    io.stderr.write(`peakend: there is no command "${wrong}". ${didYouMean(wrong, names) || `There is: ${names.join(', ')}.`}\n`)
    return MISUSED
  }
  if (isHelp || argv.includes('--help') || argv.includes('-h')) return say(helpOf(command))
  try {
    return await command.run(argv, io)
  } catch (error) {
    if (error instanceof Failure) {
      io.stderr.write(`peakend ${command.name}: ${error.message}\n`)
      return FAILED
    }
    if (!(error instanceof UsageError)) throw error
    io.stderr.write(`peakend ${command.name}: ${error.message}\nUsage: peakend ${command.name} ${command.usage}\n`)
    return MISUSED
  }
}
